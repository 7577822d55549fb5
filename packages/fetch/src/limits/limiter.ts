import { kindOf } from '@wxdp/auth/suite'
import { elapsed, quietly } from '@wxdp/bounds'
import { requireFunctions, requireInteger, wrongOption } from '../call/check-option.ts'
import type { Limiter } from '../call/limiter-contract.ts'
import { steady } from '../call/steady.ts'
import { wait as realWait } from '../call/wait.ts'

export interface LimiterOptions {
  /** How many calls may wait for one limit. Further calls are rejected. Default 1,000. */
  readonly maxWaiting?: number
  /**
   * A monotonic clock, in milliseconds. Default `performance.now`. If it stands still, as with `NaN`, a timer measures
   * the pauses.
   */
  readonly clock?: () => number
  /** Waits for a number of milliseconds. Default: a timer, which also serves if this one fails or never ends. */
  readonly wait?: (ms: number) => Promise<void>
}

/** The state of one limit. */
interface LimitState {
  /** Start times of the latest calls, oldest first; at most as many as one second allows. */
  readonly times: number[]
  /** Waiting calls, in order of arrival. */
  readonly waiting: Set<() => void>
  /** Waiting calls are being let through. */
  running: boolean
}

const second = 1000

/**
 * Creates a limiter for one process. In any second it lets at most as many calls through as the endpoint's limit; the
 * others wait in order of arrival. A call that is aborted while it waits frees its place.
 *
 * WeChat Pay counts all processes of a merchant or brand together. If you run several, give the client a `Limiter` of
 * your own that uses a shared store.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 *
 * @example
 * import { createLimiter } from '@wxdp/fetch/limiter'
 *
 * const client = createClient({ signer, verifier, limiter: createLimiter() })
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  if (kindOf(options) !== 'an object') throw wrongOption('options must be an object', options)
  const { maxWaiting = 1000, wait } = options
  requireInteger('maxWaiting', maxWaiting, { min: 0, max: 2 ** 53 })
  requireFunctions(options, ['clock', 'wait'])
  const clock = steady(options.clock ?? elapsed)
  // A wait that never ends would hold all later calls, too.
  const hold = (ms: number): Promise<void> =>
    wait ? Promise.race([quietly(() => wait(ms)), realWait(ms)]) : realWait(ms)
  const states = new Map<string, LimitState>()

  function stateOf(key: string): LimitState {
    const known = states.get(key)
    if (known) return known
    // Forget unused limits, or memory would grow with every merchant that a platform serves.
    for (const [other, { times, waiting }] of states) {
      if (waiting.size === 0 && (times.at(-1) as number) <= clock() - second) states.delete(other)
    }
    const state: LimitState = { times: [], waiting: new Set(), running: false }
    states.set(key, state)
    return state
  }

  /** Lets waiting calls through, one by one, until none is left. */
  async function run(state: LimitState, perSecond: number): Promise<void> {
    state.running = true
    const { times, waiting } = state
    for (const go of waiting) {
      for (;;) {
        const pause = pauseOf(times, perSecond)
        if (pause <= 0 || !waiting.has(go)) break
        const before = clock()
        await hold(pause)
        if (clock() - before >= Math.min(1, pause) / 2) continue
        // The clock stands still, or nothing was waited. Without a timer, this loop would block the process.
        await realWait(pause)
        if (clock() <= before) break
      }
      // A call that was aborted meanwhile takes no place.
      if (!waiting.delete(go)) continue
      times.push(clock())
      if (times.length > perSecond) times.shift()
      go()
    }
    state.running = false
  }

  function pauseOf(times: readonly number[], perSecond: number): number {
    const oldest = times.length < perSecond ? undefined : times.at(-perSecond)
    return oldest === undefined ? 0 : oldest + second - clock()
  }

  return {
    acquire: (key, { perSecond, signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const state = stateOf(key)
        if (state.waiting.size >= maxWaiting && (state.running || pauseOf(state.times, perSecond) > 0)) {
          throw new Error(`${maxWaiting} calls are waiting already.`)
        }
        const go = (): void => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        const stop = (): void => {
          state.waiting.delete(go)
          reject(signal.reason)
        }
        state.waiting.add(go)
        signal.addEventListener('abort', stop, { once: true })
        if (!state.running) void run(state, perSecond)
      }),
  }
}
