import { listOf, objectOf, optional, required, type Shape } from '../../http/fields.ts'
import { expected, integerWithin, oneOf, time } from '../../http/value-checks.ts'

const secondOfDay = required(integerWithin(0, 86_399))
const instant = required(time, 268578222)

const wholeHours = expected(
  (value) =>
    Number.isInteger(value) && Number(value) % 3600 === 0 && Number(value) >= 3600 && Number(value) <= 86_400,
  { zh: '须为3600到86400之间3600的整数倍', en: 'it must be a multiple of 3600 from 3600 to 86400' },
)

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/**
 * The `coupon_available_period` of a batch.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export const availablePeriod: Shape = objectOf({
  available_begin_time: instant,
  available_end_time: instant,
  available_days: optional(integerWithin(1, 365)),
  wait_days_after_receive: optional(integerWithin(0, 30)),
  weekly_available_period: optional(
    objectOf({
      day_list: optional(listOf(oneOf(...weekdays), { max: weekdays.length })),
      day_period_list: optional(
        listOf(objectOf({ begin_time: secondOfDay, end_time: secondOfDay }), { max: 3 }),
      ),
    }),
  ),
  irregular_available_period_list: optional(
    listOf(objectOf({ begin_time: instant, end_time: instant }), { max: 2 }),
  ),
  available_seconds: optional(wholeHours),
})
