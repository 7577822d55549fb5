import type { InputRule } from '../contract/endpoint.ts'

/** Form of a time. {@link parseDateTime} also checks that the day exists. */
export const dateTimeForm: RegExp =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/**
 * Parses a time as WeChat Pay writes it: RFC 3339 with a zone (`2026-11-24T10:00:00+08:00`), with or without
 * milliseconds.
 *
 * @returns Milliseconds since 1970; `undefined` for any other string and for a day that does not exist.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 *
 * @example
 * const end = parseDateTime(plan.delivery_end_time)
 */
export function parseDateTime(text: string): number | undefined {
  const match = dateTimeForm.exec(text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number]
  // Date turns 31 June into 1 July, so the day exists only if Date keeps it.
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? Date.parse(text) : undefined
}

/** A value that should be a time. One that is not a string passes: the schema reports it. */
export function dateTimeIssues(value: unknown, path: string): ReturnType<InputRule> {
  if (typeof value !== 'string' || parseDateTime(value) !== undefined) return []
  const message = 'Expected an RFC 3339 time with a zone, such as 2026-11-24T10:00:00+08:00.'
  return [{ path, rule: 'rfc3339', message }]
}
