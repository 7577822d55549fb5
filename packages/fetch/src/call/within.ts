import { startDeadline } from '@wxdp/bounds'
import type { Outcome } from './outcome.ts'
import { redact } from './redact.ts'

/** How work with a time limit ended. */
export type Result<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | Extract<Outcome<never>, { kind: 'unreachable' | 'failed' | 'aborted' }>

export interface TimeLimit {
  /** Milliseconds. */
  readonly time: number
  /** The caller's. */
  readonly signal: AbortSignal | undefined
}

/**
 * Runs work with a time limit. Never rejects, and ends in time even if the work ignores its signal.
 *
 * @param late Message of the time-out.
 */
export async function within<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  { time, signal: outer, late }: TimeLimit & { readonly late: string },
): Promise<Result<Value>> {
  const { signal, race, dispose } = startDeadline(time, () => new DOMException(late, 'TimeoutError'), outer)
  try {
    return { kind: 'done', value: await race(work(signal)) }
  } catch (error) {
    if (outer?.aborted) return { kind: 'aborted', code: 'ABORTED', reason: outer.reason }
    return signal.aborted
      ? { kind: 'unreachable', code: 'FETCH_TIMEOUT', message: late }
      : { kind: 'failed', error: redact(error) }
  } finally {
    dispose()
  }
}
