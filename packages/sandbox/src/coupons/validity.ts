import { startOfDay } from '../http/times.ts'
import type { Period } from './batch.ts'

export const day = 86_400_000
const second = 1000

/** Milliseconds since 1970. */
export interface Validity {
  readonly begin: number
  readonly end: number
}

/**
 * When a coupon is valid that a user gets now. Days are China's. The day on which the validity begins is its first.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function validityOf(period: Period, received: number): Validity {
  const { available_days, wait_days_after_receive: wait = 0, available_seconds } = period
  const last = Date.parse(period.available_end_time)
  const afterWait = wait > 0 ? startOfDay(received) + wait * day : received
  const begin = Math.max(Date.parse(period.available_begin_time), afterWait)
  const ends = [
    last,
    ...(available_days === undefined ? [] : [startOfDay(begin) + available_days * day - second]),
    ...(available_seconds === undefined ? [] : [begin + available_seconds * second]),
  ]
  return { begin, end: Math.min(...ends) }
}

/** When the next coupon of a group is valid. The interval does not lengthen the validity of the group. */
export function nextValidity(end: number, { used, days }: { used: number; days: number }): Validity {
  return { begin: days > 0 ? startOfDay(used) + days * day : used, end }
}

const weekdays = ['THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY']

/** Whether a time is one of the days and hours at which a coupon can be used. */
export function isWithinHours(period: Period, time: number): boolean {
  const { weekly_available_period: weekly, irregular_available_period_list: spans } = period
  const ofDay = (time - startOfDay(time)) / second
  const days = weekly?.day_list
  const hours = weekly?.day_period_list
  return (
    // The first of January 1970 was a Thursday.
    (!days || days.includes(weekdays[Math.round((startOfDay(time) - startOfDay(0)) / day) % 7] as never)) &&
    (!hours || hours.some(({ begin_time, end_time }) => ofDay >= begin_time && ofDay <= end_time)) &&
    (!spans ||
      spans.some(
        ({ begin_time, end_time }) => time >= Date.parse(begin_time) && time <= Date.parse(end_time),
      ))
  )
}
