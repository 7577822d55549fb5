import { rateLimitExceeded } from './answers.ts'

/** Counts calls, one count for each key. */
export interface RateLimits {
  /**
   * Refuses a call that would be one too many in the second behind it.
   *
   * @param perSecond `undefined` where no limit is documented.
   * @throws Refusal `RATELIMIT_EXCEEDED`
   */
  check(key: string, perSecond: number | undefined): void
  /** Counts a call. Which calls WeChat Pay counts is not documented; here, those that were accepted. */
  count(key: string, perSecond: number | undefined): void
}

const second = 1000

export function createRateLimits(now: () => number): RateLimits {
  const accepted = new Map<string, number[]>()
  const recent = (key: string): number[] =>
    // A clock that was turned back has no calls in its future.
    (accepted.get(key) ?? []).filter((time) => time <= now() && time > now() - second)
  return {
    check(key, perSecond) {
      if (perSecond !== undefined && recent(key).length >= perSecond) throw rateLimitExceeded()
    },
    count(key, perSecond) {
      if (perSecond !== undefined) accepted.set(key, [...recent(key), now()])
    },
  }
}
