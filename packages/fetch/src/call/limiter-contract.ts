import { startDeadline } from '@wxdp/bounds'
import type { Fail } from '../errors.ts'

/** What a {@link Limiter} is asked for. */
export interface LimiterRequest {
  /** Calls that one second may hold. */
  readonly perSecond: number
  /** Ends the waiting: the call was aborted, or its time is over. */
  readonly signal: AbortSignal
}

/**
 * Holds calls back so that they stay below the documented limits. `createLimiter` of `@wxdp/fetch/limiter` is one,
 * for one process; one of your own may ask a store that several processes share.
 *
 * @example
 * import type { Limiter } from '@wxdp/fetch'
 *
 * declare const store: { incr(key: string): Promise<number> } // INCR and EXPIRE of Redis, say
 * const limiter: Limiter = {
 *   async acquire(key, { perSecond, signal }) {
 *     while ((await store.incr(`${key} ${Math.floor(Date.now() / 1000)}`)) > perSecond) {
 *       signal.throwIfAborted()
 *       await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)))
 *     }
 *   },
 * }
 */
export interface Limiter {
  /**
   * Resolves when one call may go; asked before every attempt. When it rejects, nothing is sent.
   *
   * @param key Names the limit: the caller's id, method and path, `1900007291 POST /v3/…`.
   */
  acquire(key: string, request: LimiterRequest): Promise<void>
}

/** How long a limiter may hold a call, and who may end it. */
export interface HoldOptions {
  readonly perSecond: number
  /** Milliseconds. */
  readonly time: number
  readonly signal: AbortSignal | undefined
  readonly fail: Fail
}

/**
 * Waits for a limiter's leave.
 *
 * @throws {FetchError} `FETCH_LIMITED`
 * @throws the signal's reason, when it aborts
 */
export async function hold(
  limiter: Limiter,
  key: string,
  { perSecond, time, signal, fail }: HoldOptions,
): Promise<void> {
  const deadline = startDeadline(time, () => new Error('The deadline of the call came first.'), signal)
  try {
    await deadline.race(limiter.acquire(key, { perSecond, signal: deadline.signal }))
  } catch (cause) {
    signal?.throwIfAborted()
    throw fail('FETCH_LIMITED', 'the limiter did not let it through; this attempt was not sent.', { cause })
  } finally {
    deadline.dispose()
  }
}
