import { explain } from '@wxdp/core'
import type { Language } from './language.ts'

/** A line that says which field breaks which rule: `/plan_name (required): …`. */
const ofField = /^\/\S* \(\w+\): /

/** What `explain` says, without its links: the error in the first line, then a line for each wrong field or cause. */
export function explainLines(error: unknown, language: Language): string[] {
  return explain(error, { language })
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^https:\S+$/.test(line))
    .map((line) => (ofField.test(line) ? line.replace(/ https:\S+$/, '') : line))
}
