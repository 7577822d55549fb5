import { quietly } from '@wxdp/bounds'

/**
 * Makes a clock that measures durations out of any clock. It never goes backwards: a step back, `NaN` and an exception
 * count as no time.
 *
 * @param clock Milliseconds.
 */
export function steady(clock: () => number): () => number {
  let last = Number.NaN
  let passed = 0
  return () => {
    const time = numberOf(clock)
    if (time > last) passed += time - last
    if (Number.isFinite(time)) last = time
    return passed
  }
}

/** What a user's function returns; `NaN` if it throws, or returns anything but a number. */
export function numberOf(source: () => unknown): number {
  try {
    const value = source()
    if (typeof value === 'number') return value
    // It may be a promise that rejects.
    void quietly(() => value)
  } catch {}
  return Number.NaN
}
