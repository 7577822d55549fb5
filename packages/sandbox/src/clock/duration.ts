import { invalidOption } from '../errors.ts'

/** A length of time: milliseconds, or a number with a unit, such as `90s`, `15m`, `3h` and `2d`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const form = /^(\d{1,15}(?:\.\d{1,15})?)(ms|[smhd])$/
/** A hundred years: a date further away may be one that JavaScript cannot print. */
const longest = 36_500 * 86_400_000

/** Whether a value is a length of time. */
export function isDuration(value: unknown): value is Duration {
  const ms = toNumber(value)
  return ms >= 0 && ms <= longest
}

/**
 * The milliseconds of a length of time, rounded to whole ones.
 *
 * @param name Of the option or argument.
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 */
export function toMilliseconds(name: string, value: unknown): number {
  if (isDuration(value)) return Math.round(toNumber(value))
  throw invalidOption(name, { expected: durationForm, found: value })
}

export const durationForm = 'milliseconds, or a string such as 90s, 15m, 3h or 2d, up to 36500d'

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  const [, digits, unit] = (typeof value === 'string' && form.exec(value)) || []
  return Number(digits) * (units[unit ?? ''] ?? Number.NaN)
}
