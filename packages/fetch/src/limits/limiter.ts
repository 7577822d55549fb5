import type { Limiter } from '../call/limiter-contract.ts'
import { wait as realWait } from '../call/wait.ts'
import { invalidOption } from '../errors.ts'

export interface LimiterOptions {
  /** How many calls may wait for one limit; one more is refused. Default 1,000. */
  readonly maxWaiting?: number
  /** Milliseconds of a clock that only goes forward. Default `performance.now`. */
  readonly clock?: () => number
  /** Waits so many milliseconds. Default: a timer. */
  readonly wait?: (ms: number) => Promise<void>
}

/** What one limit knows. */
interface Lane {
  /** When the latest calls were let through, oldest first, as many as one second may hold. */
  readonly times: number[]
  /** Calls that wait, first come first served. */
  readonly waiting: Set<() => void>
  pumping: boolean
}

const second = 1000

/**
 * Makes a limiter for one process: it lets no more calls through in any second than the endpoint's limit, and
 * holds the others back, first come first served. A call that ends while it waits gives its place up.
 *
 * The limits count for all processes of a merchant or brand together. With several processes, give the client a
 * `Limiter` of your own that asks a shared store.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 *
 * @example
 * import { createLimiter } from '@wxdp/fetch/limiter'
 *
 * const client = createClient({ signer, verifier, limiter: createLimiter() })
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { maxWaiting = 1000, clock = () => performance.now(), wait = realWait } = options
  if (!Number.isSafeInteger(maxWaiting) || maxWaiting < 0) {
    throw invalidOption('maxWaiting must be a whole number, 0 or more.')
  }
  const lanes = new Map<string, Lane>()

  function laneOf(key: string): Lane {
    const known = lanes.get(key)
    if (known) return known
    // Nothing else forgets a key, and a platform may serve many merchants.
    for (const [other, { times, waiting }] of lanes) {
      if (waiting.size === 0 && (times.at(-1) as number) <= clock() - second) lanes.delete(other)
    }
    const lane: Lane = { times: [], waiting: new Set(), pumping: false }
    lanes.set(key, lane)
    return lane
  }

  /** Lets through what may go, and waits for the rest; ends when nobody waits. */
  async function pump(lane: Lane, perSecond: number): Promise<void> {
    lane.pumping = true
    const { times, waiting } = lane
    for (const go of waiting) {
      for (;;) {
        const pause = pauseOf(times, perSecond)
        if (pause <= 0 || !waiting.has(go)) break
        await wait(pause)
      }
      // It may have given up meanwhile; its place goes to the next.
      if (!waiting.delete(go)) continue
      times.push(clock())
      if (times.length > perSecond) times.shift()
      go()
    }
    lane.pumping = false
  }

  function pauseOf(times: readonly number[], perSecond: number): number {
    const oldest = times.length < perSecond ? undefined : times.at(-perSecond)
    return oldest === undefined ? 0 : oldest + second - clock()
  }

  return {
    acquire: (key, { perSecond, signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const lane = laneOf(key)
        if (lane.waiting.size >= maxWaiting && (lane.pumping || pauseOf(lane.times, perSecond) > 0)) {
          throw new Error(`${maxWaiting} calls wait already.`)
        }
        const go = (): void => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        const stop = (): void => {
          lane.waiting.delete(go)
          reject(signal.reason)
        }
        lane.waiting.add(go)
        signal.addEventListener('abort', stop, { once: true })
        if (!lane.pumping) void pump(lane, perSecond)
      }),
  }
}
