import { CoreError, type CoreIssue } from '@wxdp/core'
import { explainLines } from './explain-lines.ts'
import type { Language } from './language.ts'

/** One broken rule, as `explain` says it, without its link. */
export function describeIssue(issue: CoreIssue, language: Language): string {
  const error = new CoreError('CORE_INPUT_INVALID', '', { issues: [issue] })
  const [, line = ''] = explainLines(error, language)
  return line
}
