import type { AttemptRecord, Endpoint, OutgoingRequest } from '@wxdp/core'
import { type Attempt, attempt } from './attempt.ts'
import { causeCodeOf, codeOf } from './observe.ts'

/** How an attempt ended. */
export interface Ended<Output> {
  readonly result: { readonly output: Output } | { readonly error: unknown }
  /** The caller ended it; the error is the signal's reason. */
  readonly aborted: boolean
  /** Of the answer, if one came. */
  readonly headers: Headers | undefined
  readonly record: AttemptRecord
}

/** Makes an attempt and notes how it ended; never rejects. */
export async function recordAttempt<Input, Output>(
  options: Attempt,
  now: () => number,
  endpoint: Endpoint<Input, Output>,
  request: OutgoingRequest,
): Promise<Ended<Output>> {
  const { host, signal, seen } = options
  const started = now()
  const result: Ended<Output>['result'] = await attempt(options, endpoint, request).then(
    (output) => ({ output }),
    (error: unknown) => ({ error: signal?.aborted ? signal.reason : error }),
  )
  const failed = 'error' in result
  const aborted = failed && signal?.aborted === true
  const headers = seen.response?.headers
  const record = {
    host,
    status: seen.response?.status,
    code: aborted ? 'ABORTED' : failed ? codeOf(result.error) : undefined,
    causeCode: failed && !aborted ? causeCodeOf(result.error) : undefined,
    durationMs: now() - started,
    requestId: headers?.get('request-id') ?? undefined,
  }
  return { result, aborted, headers, record }
}
