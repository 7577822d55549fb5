import type { InputRule } from '../../contract/endpoint.ts'
import { dateTimeIssues, parseDateTime } from '../../plan/date-time.ts'

// Rules get the input as it came, so nothing in it has a known shape.

export type Issue = ReturnType<InputRule>[number]
export type Fields = Readonly<Record<string, unknown>>

/** The member of an object, or nothing. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function isGiven(fields: Fields, name: string): boolean {
  return fields[name] !== undefined
}

/** @returns Milliseconds, or nothing if the value is not a time. */
export function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDateTime(value) : undefined
}

export function required(fields: Fields, at: string, name: string, when: string): Issue[] {
  if (isGiven(fields, name)) return []
  return [{ path: `${at}/${name}`, rule: 'required', message: `It is required ${when}.` }]
}

export function forbidden(fields: Fields, at: string, name: string, when: string): Issue[] {
  if (!isGiven(fields, name)) return []
  return [{ path: `${at}/${name}`, rule: 'forbidden', message: `It is not allowed ${when}.` }]
}

/** A field that is required in one case, and not allowed in all others. */
export function onlyIf(
  condition: boolean,
  fields: Fields,
  at: string,
  [name, when]: readonly [name: string, when: string],
): Issue[] {
  return condition ? required(fields, at, name, when) : forbidden(fields, at, name, `unless ${when.slice(5)}`)
}

/** Two fields that are given both or not at all. */
export function pair(fields: Fields, at: string, [one, other]: readonly [string, string]): Issue[] {
  if (isGiven(fields, one) === isGiven(fields, other)) return []
  const [missing, given] = isGiven(fields, one) ? [other, one] : [one, other]
  return required(fields, at, missing, `with ${given}`)
}

/** A rule that is only advice: the input is sent all the same. */
export function advice(issue: Omit<Issue, 'severity'>): Issue {
  return { ...issue, severity: 'warning' }
}

/** A field that holds a time. */
export function timeIssues(fields: Fields, at: string, name: string): readonly Issue[] {
  return dateTimeIssues(fields[name], `${at}/${name}`)
}

/** A begin that is not before its end. */
export function orderIssues(begin: number | undefined, end: number | undefined, path: string): Issue[] {
  if (begin === undefined || end === undefined || begin < end) return []
  return [{ path, rule: 'start_before_end', message: 'The end must be later than the start.' }]
}
