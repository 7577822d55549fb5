import { coreTexts } from './core-texts.ts'
import type { CodeText } from './text.ts'

const tables: readonly Readonly<Record<string, CodeText>>[] = [coreTexts]

/** The text of a code of these packages. */
export function findCodeText(code: string): CodeText | undefined {
  return tables.find((table) => Object.hasOwn(table, code))?.[code]
}
