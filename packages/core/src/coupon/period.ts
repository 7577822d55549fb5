import * as v from 'valibot'
import { found, oneOf, text, whole } from '../plan/fields.ts'
import { between, listOf } from './atoms.ts'

/** Day of the week (星期). */
export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'

/**
 * Hours of a day (可用时段).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface DayPeriod {
  /** Begin (开始时间): second of the day, 0 to 86,399. Required. */
  readonly begin_time: number
  /** End (结束时间): second of the day, 0 to 86,399, after the begin. Required. */
  readonly end_time: number
}

/**
 * Days of the week, and hours of these days (每周可用时段).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface WeeklyPeriod {
  /** Days (可用星期). The pages contradict each other about leaving it out, so it is required here. */
  readonly day_list: readonly Weekday[]
  /** Hours of each of these days (可用时段), at most 3, not overlapping. Default: the whole day. */
  readonly day_period_list?: readonly DayPeriod[] | undefined
}

/**
 * {@link WeeklyPeriod}, as received.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface ReceivedWeeklyPeriod {
  /** Days (可用星期). Open: tolerant of what the pages do not print. */
  readonly day_list?: readonly (Weekday | (string & {}))[] | undefined
  /** Hours of each of these days (可用时段). Absent means the whole day. */
  readonly day_period_list?: readonly DayPeriod[] | undefined
}

/**
 * A span of time (不规则可用时段).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface IrregularPeriod {
  /** Begin (开始时间), RFC 3339. Required. */
  readonly begin_time: string
  /** End (结束时间), RFC 3339. Required. */
  readonly end_time: string
}

/**
 * Begin and end of a batch.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface PeriodBounds {
  /** Begin (可用开始时间), RFC 3339; not later than 90 days after the creation. Required. */
  readonly available_begin_time: string
  /**
   * End (可用结束时间), RFC 3339; at most 365 days after the begin. Newer pages print 366, so only more than that is
   * refused here. A delivery plan needs more than 5 days. Required.
   */
  readonly available_end_time: string
}

/**
 * Usable from begin to end, perhaps only on some days of the week.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface WholePeriod {
  /** Days of the week (每周可用时段). Default: all. */
  readonly weekly_available_period?: WeeklyPeriod | undefined
  /** Calendar days (生效后可用天数). Not allowed here. */
  readonly available_days?: undefined
  /** Calendar days to wait (领取后等待天数). Not allowed here. */
  readonly wait_days_after_receive?: undefined
  /** Spans (不规则可用时段). Not allowed here. */
  readonly irregular_available_period_list?: undefined
  /** Seconds (可用秒数). Not allowed here. */
  readonly available_seconds?: undefined
}

/**
 * Usable for some days after the user got the coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface DaysPeriod {
  /** Calendar days (生效后可用天数), 1 to 365; the day of getting it is the first. Required. */
  readonly available_days: number
  /** Calendar days to wait after getting it (领取后等待天数), 0 to 30. Default 0. */
  readonly wait_days_after_receive?: number | undefined
  /** Days of the week (每周可用时段). Default: all. */
  readonly weekly_available_period?: WeeklyPeriod | undefined
  /** Spans (不规则可用时段). Not allowed here. */
  readonly irregular_available_period_list?: undefined
  /** Seconds (可用秒数). Not allowed here. */
  readonly available_seconds?: undefined
}

/**
 * Usable in certain spans only.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface SpansPeriod {
  /** Spans (不规则可用时段), at most 2, not overlapping. Required. */
  readonly irregular_available_period_list: readonly IrregularPeriod[]
  /** Calendar days (生效后可用天数). Not allowed here. */
  readonly available_days?: undefined
  /** Calendar days to wait (领取后等待天数). Not allowed here. */
  readonly wait_days_after_receive?: undefined
  /** Days of the week (每周可用时段). Not allowed here. */
  readonly weekly_available_period?: undefined
  /** Seconds (可用秒数). Not allowed here. */
  readonly available_seconds?: undefined
}

/**
 * Usable for some hours after the user got the coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface SecondsPeriod {
  /** Seconds (可用秒数), 3,600 to 86,400 in whole hours. Required. */
  readonly available_seconds: number
  /** Calendar days (生效后可用天数). Not allowed here. */
  readonly available_days?: undefined
  /** Calendar days to wait (领取后等待天数). Not allowed here. */
  readonly wait_days_after_receive?: undefined
  /** Days of the week (每周可用时段). Not allowed here. */
  readonly weekly_available_period?: undefined
  /** Spans (不规则可用时段). Not allowed here. */
  readonly irregular_available_period_list?: undefined
}

/** When a coupon can be used (可用时间). The type tells which settings belong together. */
export type AvailablePeriodInput = PeriodBounds & (DaysPeriod | SpansPeriod | SecondsPeriod | WholePeriod)

/**
 * When a coupon can be used (可用时间), as received. Several settings apply together.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface AvailablePeriod {
  /** Begin (可用开始时间), RFC 3339. Always present. */
  readonly available_begin_time: string
  /** End (可用结束时间), RFC 3339. Always present. */
  readonly available_end_time: string
  /** Calendar days (生效后可用天数). Absent when not set. */
  readonly available_days?: number | undefined
  /** Calendar days to wait after getting it (领取后等待天数). Absent when not set. */
  readonly wait_days_after_receive?: number | undefined
  /** Days of the week (每周可用时段). Absent when not set. */
  readonly weekly_available_period?: ReceivedWeeklyPeriod | undefined
  /** Spans (不规则可用时段). Absent when not set. */
  readonly irregular_available_period_list?: readonly IrregularPeriod[] | undefined
  /** Seconds (可用秒数). Absent when not set. */
  readonly available_seconds?: number | undefined
}

const second = /* @__PURE__ */ (() => between(0, 86_399))()
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** Checks each field by itself. `periodIssues` checks which belong together. */
export const periodInput: v.GenericSchema<unknown, AvailablePeriodInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    available_begin_time: text,
    available_end_time: text,
    available_days: v.optional(between(1, 365)),
    wait_days_after_receive: v.optional(between(0, 30)),
    weekly_available_period: v.optional(
      v.strictObject({
        day_list: listOf(oneOf(weekdays), 7),
        day_period_list: v.optional(listOf(v.strictObject({ begin_time: second, end_time: second }), 3)),
      }),
    ),
    irregular_available_period_list: v.optional(
      listOf(v.strictObject({ begin_time: text, end_time: text }), 2),
    ),
    available_seconds: v.optional(
      v.pipe(between(3600, 86_400), v.multipleOf(3600, found('Expected whole hours: a multiple of 3600'))),
    ),
  }) as v.GenericSchema<unknown, AvailablePeriodInput>)()

export const period: v.GenericSchema<unknown, AvailablePeriod> = /* @__PURE__ */ (() =>
  v.looseObject({
    available_begin_time: text,
    available_end_time: text,
    available_days: v.optional(whole),
    wait_days_after_receive: v.optional(whole),
    weekly_available_period: v.optional(
      v.looseObject({
        day_list: v.optional(v.array(text)),
        day_period_list: v.optional(v.array(v.looseObject({ begin_time: whole, end_time: whole }))),
      }),
    ),
    irregular_available_period_list: v.optional(v.array(v.looseObject({ begin_time: text, end_time: text }))),
    available_seconds: v.optional(whole),
  }))()
