import { startDeadline } from '@wxdp/bounds'
import type { Limiter } from './limiter-contract.ts'
import type { Refusal } from './outcome.ts'

/** How long a limiter may hold a call, and who may end it. */
export interface AcquireOptions {
  readonly perSecond: number
  /** Milliseconds. */
  readonly time: number
  readonly signal: AbortSignal | undefined
}

/** Waits until the limiter lets one attempt through; returns why it may not go. */
export async function acquire(
  limiter: Limiter,
  key: string,
  { perSecond, time, signal }: AcquireOptions,
): Promise<Refusal | undefined> {
  const deadline = startDeadline(time, () => new Error('The deadline of the call came first.'), signal)
  try {
    await deadline.race(limiter.acquire(key, { perSecond, signal: deadline.signal }))
    return undefined
  } catch (cause) {
    if (signal?.aborted) return { kind: 'aborted', reason: signal.reason }
    const message = 'the limiter did not let it through; this attempt was not sent.'
    return { kind: 'refused', code: 'FETCH_LIMITED', message, cause }
  } finally {
    deadline.dispose()
  }
}
