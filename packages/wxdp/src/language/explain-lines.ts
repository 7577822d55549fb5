import { explain } from '@wxdp/core'
import type { Language } from './language.ts'

/** A line that says which field breaks which rule: `/plan_name (required): …`. */
const ofField = /^\/\S* \(\w+\): /

/**
 * What `explain` says, without WeChat Pay's pages: the error in the first line, then a line for each wrong field or cause,
 * and where our own site explains the error.
 */
export function explainLines(error: unknown, language: Language): string[] {
  const lines = explain(error, { language })
    .split('\n')
    .map((line) => line.trim())
  const link = lines.find((line) => line.startsWith(ERROR_LINK.trim()))
  const words = lines
    .filter((line) => !/^https:\S+$/.test(line))
    .map((line) => (ofField.test(line) ? line.replace(/ https:\S+$/, '') : line))
  return [...words, ...(link ? [link] : [])]
}
