import { CoreError, type CoreIssue, explain } from '@wxdp/core'
import type { Language } from './language.ts'

/** One broken rule, as `explain` says it. */
export function describeIssue(issue: CoreIssue, language: Language): string {
  const error = new CoreError('CORE_INPUT_INVALID', '', { issues: [issue] })
  const [, line = ''] = explain(error, { language }).split('\n')
  return line.trim()
}
