/** What a {@link Limiter} is asked for. */
export interface LimiterRequest {
  /** Calls that one second may have. */
  readonly perSecond: number
  /** Ends the wait: the call was aborted, or its deadline has passed. */
  readonly signal: AbortSignal
}

/**
 * Holds calls back so that they stay below the documented limits. `createLimiter` of `@wxdp/fetch/limiter` makes one
 * for one process; your own may use a store that several processes share.
 *
 * @example
 * import type { Limiter } from '@wxdp/fetch'
 *
 * declare const store: { incr(key: string): Promise<number> } // INCR and EXPIRE of Redis, for example
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
   * Resolves when one call may go. Called before every attempt. If it rejects, nothing is sent.
   *
   * @param key Names the limit: the caller's id, method and path, `1900007291 POST /v3/…`.
   */
  acquire(key: string, request: LimiterRequest): Promise<void>
}
