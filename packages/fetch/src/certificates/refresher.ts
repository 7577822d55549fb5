import { startDeadline } from '@wxdp/bounds'
import { downloadTimeout } from './errors.ts'

export interface RefresherOptions<Value> {
  readonly run: (signal: AbortSignal) => Promise<Value>
  /** Time limit of one run, in milliseconds. */
  readonly timeout: number
  /** Shortest time from the start of one run to the start of the next, in milliseconds. */
  readonly coolDown: number
  /** In milliseconds. Never goes backwards. */
  readonly clock: () => number
  /** Ends the current run. No other starts. */
  readonly signal: AbortSignal | undefined
  /** Called with each run that starts. The promise never rejects. */
  readonly onStart: (work: Promise<void>) => void
  readonly onSuccess: (value: Value) => void
  readonly onFailure: (error: unknown) => void
}

/** Runs a task, once at a time and not more often than the cool-down allows. */
export interface Refresher {
  /**
   * Starts a run, unless one is under way or the last one started too recently. Never rejects.
   *
   * @param interval Shortest time since the start of the last run, in milliseconds. Default: the cool-down.
   */
  start(interval?: number): void
  /**
   * Starts a run as {@link Refresher.start} does, and waits for the run under way.
   *
   * @returns why the last run failed; `undefined` if it did not.
   * @throws {FetchError} `FETCH_TIMEOUT`, if that run never settles
   */
  refresh(): Promise<unknown>
}

export function createRefresher<Value>(options: RefresherOptions<Value>): Refresher {
  const { run, timeout, coolDown, clock, signal, onStart, onSuccess, onFailure } = options
  let running: Promise<void> | undefined
  let startedAt: number | undefined
  let failure: unknown

  const isPast = (ms: number): boolean => clock() - (startedAt as number) >= ms
  // A worker may drop what one request started when that request ends. Such a run never settles.
  const current = (): Promise<void> | undefined => (running && !isPast(timeout) ? running : undefined)

  async function limited<T>(work: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal): Promise<T> {
    const deadline = startDeadline(timeout, () => downloadTimeout(timeout), outer)
    try {
      return await deadline.race(work(deadline.signal))
    } finally {
      deadline.dispose()
    }
  }

  function start(interval = coolDown): void {
    const tooEarly = startedAt !== undefined && !isPast(interval)
    if (current() || tooEarly || signal?.aborted) return
    startedAt = clock()
    const work: Promise<void> = limited(run, signal).then(
      (value) => settle(work, undefined, () => onSuccess(value)),
      (error: unknown) => settle(work, error, () => onFailure(error)),
    )
    running = work
    onStart(work)
  }

  function settle(work: Promise<void>, error: unknown, notify: () => void): void {
    // Ignore a run that settles after it timed out.
    if (running !== work) return
    running = undefined
    failure = error
    notify()
  }

  return {
    start,
    async refresh() {
      start()
      const work = current()
      // A time limit of its own: see `current`.
      if (work) await limited(() => work)
      return failure
    },
  }
}
