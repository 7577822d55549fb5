import { authTexts } from './auth-texts.ts'
import { coreTexts } from './core-texts.ts'
import { fetchTexts } from './fetch-texts.ts'
import { notifyTexts } from './notify-texts.ts'
import { sandboxTexts } from './sandbox-texts.ts'
import type { CodeText } from './text.ts'

const tables: readonly Readonly<Record<string, CodeText>>[] = [
  authTexts,
  coreTexts,
  fetchTexts,
  notifyTexts,
  sandboxTexts,
]

/** The text of a code of these packages. */
export function findCodeText(code: string): CodeText | undefined {
  return tables.find((table) => Object.hasOwn(table, code))?.[code]
}
