/** A time limit, and a caller's signal if there is one, as one. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Settles as the work does, or rejects with the signal's reason at once; the work itself may go on. */
  race<T>(work: Promise<T>): Promise<T>
  /** Ends the timer. */
  dispose(): void
}

/**
 * Starts a time limit. Written out because the edge VM has no `AbortSignal.any`.
 *
 * @param ms Milliseconds.
 * @param late Makes the reason, once time is over.
 * @param outer A caller's signal; its reason is passed on as it is.
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
  // Not `Promise.race` with one promise of the end: each race would leave its result there until all is over.
  const racing = new Set<(reason: unknown) => void>()
  const end = (reason: unknown): void => {
    controller.abort(reason)
    for (const lose of racing) lose(signal.reason)
  }
  const timer = setTimeout(() => end(late()), ms)
  const stop = (): void => end(outer?.reason)
  if (outer?.aborted) stop()
  else outer?.addEventListener('abort', stop, { once: true })
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
