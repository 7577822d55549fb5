import { AuthError } from '../errors.ts'

/** The largest difference between two clocks that WeChat Pay accepts, in seconds. */
export const maxTolerance = 300

const wholeSeconds = /^\d{1,12}$/

/**
 * Checks that a timestamp differs from the clock by at most the tolerance, in either direction.
 *
 * @returns The timestamp in seconds.
 * @throws {AuthError} `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`
 */
export function checkTimestamp(text: string, now: number, tolerance: number): number {
  if (!wholeSeconds.test(text)) {
    throw new AuthError('AUTH_TIMESTAMP_INVALID', 'The timestamp is not a whole number of Unix seconds.')
  }
  const timestamp = Number(text)
  const clock = Math.floor(now / 1000)
  const difference = timestamp - clock
  if (!(Math.abs(difference) <= tolerance)) {
    throw new AuthError(
      'AUTH_TIMESTAMP_EXPIRED',
      `The timestamp ${timestamp} is ${Math.abs(difference)} s ${difference < 0 ? 'behind' : 'ahead of'} this machine's clock (${clock}); at most ${tolerance} s are allowed. It is a replay, or a clock is wrong: synchronise this machine (NTP).`,
    )
  }
  return timestamp
}
