import { type FieldRules, optional } from '../http/fields.ts'
import { type Check, integer, nonEmptyString, time } from '../http/value-checks.ts'

/** 6 to 40 digits, letters, `_` and `-`. */
export const requestNumber: Check = (value) =>
  typeof value === 'string' && /^[0-9A-Za-z_-]{6,40}$/.test(value)
    ? undefined
    : 'it must have 6 to 40 digits, letters, _ or -'

/** At most 27 bytes, and no wider than 9 Chinese or 18 Latin characters. */
const recommendWord: Check = (value) => {
  const issue = nonEmptyString(27)(value)
  if (issue !== undefined) return issue
  const width = Array.from(String(value)).reduce((sum, char) => sum + (char < '\x80' ? 1 : 2), 0)
  return width > 18 ? 'it must have at most 9 Chinese or 18 Latin characters' : undefined
}

/** The fields of a plan that an update may carry. */
export const changeableFields: FieldRules = {
  plan_name: optional(nonEmptyString(36)),
  total_count: optional(integer(10_000)),
  user_limit: optional(integer(1)),
  daily_limit: optional(integer(1)),
  delivery_end_time: optional(time),
  recommend_word: optional(recommendWord),
}
