/** Counts the calls of the last second, one count for each key. */
export interface RateLimits {
  /**
   * Whether one more call would exceed the limit.
   *
   * @param perSecond `undefined` if no limit is documented.
   */
  isReached(key: string, perSecond: number | undefined): boolean
  /** Counts a call. Which calls WeChat Pay counts is not documented; here, those that were accepted. */
  count(key: string, perSecond: number | undefined): void
}

const second = 1000

export function createRateLimits(now: () => number): RateLimits {
  const accepted = new Map<string, number[]>()
  const recent = (key: string): number[] =>
    // After the clock was set back, drop the calls that lie in its future.
    (accepted.get(key) ?? []).filter((time) => time <= now() && time > now() - second)
  return {
    isReached: (key, perSecond) => perSecond !== undefined && recent(key).length >= perSecond,
    count(key, perSecond) {
      if (perSecond !== undefined) accepted.set(key, [...recent(key), now()])
    },
  }
}
