import type { Fields } from './body.ts'
import { paramError } from './responses.ts'
import type { Check } from './value-checks.ts'

/** The rule for one field. */
export interface FieldRule {
  readonly required: boolean
  readonly check: Check
}

export type FieldRules = Readonly<Record<string, FieldRule>>

/** Where the fields are; `prefix` turns a name into a JSON pointer. */
export interface FieldPlace {
  readonly location: 'body' | 'query'
  readonly prefix: string
}

export const inBody: FieldPlace = { location: 'body', prefix: '/' }
export const inQuery: FieldPlace = { location: 'query', prefix: '' }

export function required(check: Check): FieldRule {
  return { required: true, check }
}

export function optional(check: Check): FieldRule {
  return { required: false, check }
}

/**
 * Checks each field, and rejects fields that have no rule. Whether WeChat Pay rejects unknown fields is not documented;
 * here they are rejected, so that a misspelt name is noticed.
 *
 * @throws Refusal `PARAM_ERROR` for the first fault
 */
export function checkFields(rules: FieldRules, values: Fields, place: FieldPlace): void {
  for (const [name, { required, check }] of Object.entries(rules)) {
    const value = values[name]
    if (value === undefined && !required) continue
    const issue = value === undefined ? 'it is required' : check(value)
    if (issue !== undefined) rejectField(name, { value, issue, place })
  }
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(rules, name))
  if (unknown === undefined) return
  rejectField(unknown, { value: values[unknown], issue: 'this API has no such field', place })
}

/** @throws Refusal `PARAM_ERROR`, always */
export function rejectField(
  name: string,
  { value, issue, place }: { value: unknown; issue: string; place: FieldPlace },
): never {
  const { location, prefix } = place
  throw paramError(`${name}错误`, { field: prefix + name, value: value ?? '', issue, location })
}
