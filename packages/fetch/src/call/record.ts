import type { AttemptRecord } from '@wxdp/core'
import { causeCodeOf, codeOf, ownCode } from './error-codes.ts'
import type { Outcome } from './outcome.ts'

/** The record of one attempt, for errors and observers. */
export function toRecord(
  outcome: Outcome<unknown>,
  { host, durationMs }: { readonly host: string; readonly durationMs: number },
): AttemptRecord {
  return {
    host,
    status: outcome.head?.status,
    ...codes(outcome),
    durationMs,
    requestId: outcome.head?.headers.get('request-id') ?? undefined,
  }
}

function codes(outcome: Outcome<unknown>): Pick<AttemptRecord, 'code' | 'causeCode'> {
  switch (outcome.kind) {
    case 'answered':
      return { code: contentCode(outcome.content), causeCode: undefined }
    case 'untrusted':
      return { code: 'FETCH_UNTRUSTED', causeCode: ownCode(outcome.cause) ?? causeCodeOf(outcome.cause) }
    case 'aborted':
      return { code: 'ABORTED', causeCode: undefined }
    case 'failed':
      return { code: codeOf(outcome.error), causeCode: causeCodeOf(outcome.error) }
    default:
      return { code: outcome.code, causeCode: ownCode(outcome.cause) ?? causeCodeOf(outcome.cause) }
  }
}

function contentCode(
  content: Extract<Outcome<unknown>, { kind: 'answered' }>['content'],
): string | undefined {
  if (content.kind === 'output') return undefined
  return content.kind === 'error' ? content.details.code : content.error.code
}
