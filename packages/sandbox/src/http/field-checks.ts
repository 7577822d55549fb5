import { paramError } from './answers.ts'
import type { Fields } from './body.ts'

/** Says what is wrong with a value, if anything. */
export type Check = (value: unknown) => string | undefined

/** What one field must be. */
export interface Field {
  readonly required: boolean
  readonly check: Check
}

/** Where the fields stand; `prefix` makes a name a JSON pointer. */
export interface Place {
  readonly location: 'body' | 'query'
  readonly prefix: string
}

export const inBody: Place = { location: 'body', prefix: '/' }
export const inQuery: Place = { location: 'query', prefix: '' }

export function required(check: Check): Field {
  return { required: true, check }
}

export function optional(check: Check): Field {
  return { required: false, check }
}

/**
 * Checks each field by itself, and that no other stands there. Whether WeChat Pay refuses unknown fields is not
 * documented; a misspelt one would pass unseen otherwise.
 *
 * @throws Refusal `PARAM_ERROR`, for the first fault
 */
export function checkFields(fields: Readonly<Record<string, Field>>, values: Fields, place: Place): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name]
    if (value === undefined && field.required) refuseField(name, value, 'it is required', place)
    const issue = value === undefined ? undefined : field.check(value)
    if (issue !== undefined) refuseField(name, value, issue, place)
  }
  const stray = Object.keys(values).find((name) => !Object.hasOwn(fields, name))
  if (stray !== undefined) refuseField(stray, values[stray], 'this API has no such field', place)
}

/** @throws Refusal `PARAM_ERROR`, always */
export function refuseField(name: string, value: unknown, issue: string, place: Place): never {
  const { location, prefix } = place
  throw paramError(`${name}错误`, { field: prefix + name, value: value ?? '', issue, location })
}

/** A text of 1 to `max` bytes in UTF-8. */
export function text(max: number): Check {
  return (value) => {
    if (typeof value !== 'string' || value === '') return 'it must be a string, and not empty'
    const size = new TextEncoder().encode(value).length
    return size > max ? `it must have at most ${max} bytes; found ${size}` : undefined
  }
}

/** Digits, letters, `_` and `-`, 6 to 40 of them. */
export const requestNumber: Check = (value) =>
  typeof value === 'string' && /^[0-9A-Za-z_-]{6,40}$/.test(value)
    ? undefined
    : 'it must have 6 to 40 of digits, letters, _ and -'

/** At most 27 bytes, and no wider than 9 Chinese or 18 Latin characters. */
export const recommendWord: Check = (value) => {
  const issue = text(27)(value)
  if (issue !== undefined) return issue
  const width = Array.from(String(value)).reduce((sum, char) => sum + (char < '\x80' ? 1 : 2), 0)
  return width > 18 ? 'it must have at most 9 Chinese or 18 Latin characters' : undefined
}

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'it must be a boolean')

/** A whole number that has an exact form. */
export function whole(min: number): Check {
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= min
      ? undefined
      : `it must be an integer of at least ${min}`
}

/** A whole number as a query has it. */
export function digits(min: number, max: number): Check {
  return (value) =>
    /^\d{1,15}$/.test(String(value)) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `it must be an integer from ${min} to ${max}`
}

export function oneOf(...values: readonly string[]): Check {
  return (value) => (values.some((known) => known === value) ? undefined : `it must be ${values.join(', ')}`)
}

const timeForm = /^\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 with a zone; a day that the calendar lacks is none. */
export const time: Check = (value) => {
  const issue = 'it must be a time of RFC 3339, such as 2026-11-24T10:00:00+08:00'
  const match = typeof value === 'string' ? timeForm.exec(value) : null
  if (!match || Number.isNaN(timeOf(value as string))) return issue
  // Date takes the 31st of June for the 1st of July.
  const sameDay = new Date(`${match[0].slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(match[1])
  return sameDay ? undefined : issue
}

/** Milliseconds since 1970 of a checked time. */
export function timeOf(value: string): number {
  return Date.parse(value)
}
