/** A time limit, combined with a caller's signal if there is one. */
export interface Deadline {
  /** Aborts when time is over, or when the caller's signal aborts. */
  readonly signal: AbortSignal
  /** Settles like the work, or rejects with the signal's reason as soon as it aborts. The work itself may go on. */
  race<T>(work: Promise<T>): Promise<T>
  /** Stops the timer. Call it when the work is done. */
  dispose(): void
}

/**
 * Starts a time limit. Written by hand because the edge VM has no `AbortSignal.any`.
 *
 * @param ms Milliseconds.
 * @param late Makes the reason when time is over.
 * @param outer The caller's signal. Its reason is passed on unchanged.
 *
 * @example
 * import { startDeadline } from '@wxdp/bounds'
 *
 * const deadline = startDeadline(5000, () => new Error('too slow'))
 * try {
 *   await deadline.race(work)
 * } finally {
 *   deadline.dispose()
 * }
 */
export function startDeadline(ms: number, late: () => unknown, outer?: AbortSignal): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  // Not Promise.race with one promise that rejects at the end: that promise would keep the result of every race alive.
  const racing = new Set<(reason: unknown) => void>()
  const end = (reason: unknown): void => {
    controller.abort(reason)
    for (const reject of racing) reject(signal.reason)
  }
  const timer = setTimeout(() => end(late()), ms)
  const stop = (): void => end(outer?.reason)
  if (outer?.aborted) stop()
  else outer?.addEventListener('abort', stop)
  return {
    signal,
    race: (work) =>
      new Promise((resolve, reject) => {
        racing.add(reject)
        if (signal.aborted) reject(signal.reason)
        work.then(resolve, reject).then(() => racing.delete(reject))
      }),
    dispose() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', stop)
    },
  }
}
