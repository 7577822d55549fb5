import type { AttemptRecord } from '@wxdp/core'
import { causeCodeOf, codeOf } from './error-codes.ts'
import type { Outcome } from './outcome.ts'

/** The record of one attempt, for errors and for `observe`. */
export function toRecord(
  outcome: Outcome<unknown>,
  { host, durationMs }: Pick<AttemptRecord, 'host' | 'durationMs'>,
): AttemptRecord {
  const { head } = outcome
  const failure = 'error' in outcome ? outcome.error : outcome
  return {
    host,
    status: head?.status,
    code: 'output' in outcome ? undefined : codeOf(failure),
    causeCode: causeCodeOf(failure),
    durationMs,
    requestId: head?.headers.get('request-id') ?? undefined,
  }
}
