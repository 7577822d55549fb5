/** Returns what is wrong with a value, or `undefined`. */
export type Check = (value: unknown) => string | undefined

/** A string of 1 to `max` bytes in UTF-8. */
export function nonEmptyString(max: number): Check {
  return (value) => {
    if (typeof value !== 'string' || value === '') return 'it must be a non-empty string'
    const size = new TextEncoder().encode(value).length
    return size > max ? `it must have at most ${max} bytes; found ${size}` : undefined
  }
}

export const boolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'it must be a boolean')

/** An integer that a JSON number represents exactly. */
export function integer(min: number): Check {
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= min
      ? undefined
      : `it must be an integer of at least ${min}`
}

/** An integer in decimal digits, as a query has it. */
export function decimalString(min: number, max: number): Check {
  return (value) =>
    /^\d{1,15}$/.test(String(value)) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `it must be an integer from ${min} to ${max}`
}

export function oneOf(...values: readonly string[]): Check {
  return (value) =>
    values.some((known) => known === value) ? undefined : `it must be one of ${values.join(', ')}`
}

const timeForm = /^\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 with a zone, on a day that exists. */
export const time: Check = (value) => {
  const issue = 'it must be a time in RFC 3339, such as 2026-11-24T10:00:00+08:00'
  const match = typeof value === 'string' ? timeForm.exec(value) : null
  if (!match || Number.isNaN(Date.parse(match[0]))) return issue
  // Date reads the 31st of June as the 1st of July.
  const sameDay = new Date(`${match[0].slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(match[1])
  return sameDay ? undefined : issue
}
