import { startDeadline } from '@wxdp/bounds'
import { lateList } from './errors.ts'

export interface RefresherOptions {
  /** Does the work; what it returns takes effect at once. */
  readonly run: (signal: AbortSignal) => Promise<() => void>
  /** For one run, in milliseconds. */
  readonly timeout: number
  /** The least time from the start of one run to that of the next, in milliseconds. */
  readonly coolDown: number
  readonly now: () => number
  /** Ends a run, and lets no other begin. */
  readonly signal: AbortSignal | undefined
  /** Told of each run that begins: it never rejects. */
  readonly onStart: (work: Promise<void>) => void
  readonly onFailure: (error: unknown) => void
}

/** Runs one thing once at a time, and not again for a while. */
export interface Refresher {
  /** Why the last run failed; `undefined` after one that did not. */
  readonly failure: unknown
  /**
   * Begins a run, unless one is on its way or it is too early. Never rejects.
   *
   * @param rest The least time since the last one began, in milliseconds. Default: the cool-down.
   */
  start(rest?: number): void
  /** The same, and waits for the run that is on its way, whoever began it. */
  wait(): Promise<void>
}

export function createRefresher(options: RefresherOptions): Refresher {
  const { run, timeout, coolDown, now, signal, onStart, onFailure } = options
  let running: Promise<void> | undefined
  let startedAt: number | undefined
  let failure: unknown

  // A clock that was turned back ends every wait; one that tells no time, none.
  const isPast = (ms: number): boolean => {
    const age = now() - (startedAt as number)
    return age < 0 || age >= ms
  }
  // In a worker, what one request began may be dropped when that request ends, and then never settles.
  const current = (): Promise<void> | undefined => (running && !isPast(timeout) ? running : undefined)

  async function runOnce(): Promise<() => void> {
    const deadline = startDeadline(timeout, () => lateList(timeout), signal)
    try {
      return await deadline.race(run(deadline.signal))
    } finally {
      deadline.dispose()
    }
  }

  function start(rest = coolDown): void {
    const tooEarly = startedAt !== undefined && !isPast(rest)
    if (current() || tooEarly || signal?.aborted) return
    startedAt = now()
    const work: Promise<void> = runOnce().then(
      (apply) => settle(work, apply),
      (error) => settle(work, () => onFailure(error), error),
    )
    running = work
    onStart(work)
  }

  // One that was given up and comes late after all has nothing to say.
  function settle(work: Promise<void>, apply: () => void, error?: unknown): void {
    if (running !== work) return
    running = undefined
    failure = error
    apply()
  }

  return {
    get failure() {
      return failure
    },
    start,
    async wait() {
      start()
      const work = current()
      if (!work) return
      // A limit of one's own: see above.
      const deadline = startDeadline(timeout, () => lateList(timeout))
      try {
        await deadline.race(work)
      } finally {
        deadline.dispose()
      }
    },
  }
}
