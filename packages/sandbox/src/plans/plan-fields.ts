import { type FieldRules, optional } from '../http/fields.ts'
import { type Check, expected, integer, time, upToWidth } from '../http/value-checks.ts'

/** 6 to 40 digits, letters, `_` and `-`. */
export const requestNumber: Check = expected(
  (value) => typeof value === 'string' && /^[0-9A-Za-z_-]{6,40}$/.test(value),
  { zh: '须为6到40位数字、字母、下划线或连字符', en: 'it must have 6 to 40 digits, letters, _ or -' },
)

/**
 * The fields of a plan that an update may carry. The pages also state a size in bytes for the two strings; it equals
 * the width in Chinese characters, and is not a rule of its own.
 */
export const changeableFields: FieldRules = {
  plan_name: optional(upToWidth(12), 268585141),
  total_count: optional(integer(10_000)),
  user_limit: optional(integer(1)),
  daily_limit: optional(integer(1)),
  delivery_end_time: optional(time, 268582534),
  recommend_word: optional(upToWidth(9)),
}
