import type { CauseNumber } from './causes.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { Text } from './text.ts'
import type { Check } from './value-checks.ts'

/** The members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The rule for one field. */
export interface FieldRule {
  readonly required: boolean
  readonly check: Check
  /** Default: that of the place. */
  readonly cause?: CauseNumber | undefined
}

export type FieldRules = Readonly<Record<string, FieldRule>>

/** Where the fields are; `prefix` turns a name into a JSON pointer. */
export interface FieldPlace {
  readonly location: 'body' | 'query'
  readonly prefix: string
  /** For faults that have no number of their own. Which one WeChat Pay gives is not documented. */
  readonly cause: CauseNumber
}

/** The body of an endpoint that is not about a plan. */
export const inBody: FieldPlace = { location: 'body', prefix: '/', cause: 268435461 }
export const inPlanBody: FieldPlace = { location: 'body', prefix: '/', cause: 268582710 }
export const inPlanQuery: FieldPlace = { location: 'query', prefix: '', cause: 268582710 }

export function required(check: Check, cause?: CauseNumber): FieldRule {
  return { required: true, check, cause }
}

export function optional(check: Check, cause?: CauseNumber): FieldRule {
  return { required: false, check, cause }
}

const missing: Text = { zh: '不可为空', en: 'it is required' }
const unknownField: Text = { zh: '该接口没有此字段', en: 'this API has no such field' }

/**
 * Checks each field, and rejects fields that have no rule. Whether WeChat Pay rejects unknown fields is not documented;
 * here they are rejected, so that a misspelt name is noticed.
 *
 * @throws Refusal `PARAM_ERROR` for the first fault
 */
export function checkFields(rules: FieldRules, values: Fields, place: FieldPlace): void {
  for (const [name, { required, check, cause }] of Object.entries(rules)) {
    const value = values[name]
    if (value === undefined && !required) continue
    const issue = value === undefined ? missing : check(value)
    if (issue !== undefined) throw wrongField(name, { value, issue, place, cause })
  }
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(rules, name))
  if (unknown === undefined) return
  throw wrongField(unknown, { value: values[unknown], issue: unknownField, place })
}

export interface WrongField {
  readonly value: unknown
  readonly issue: Text
  readonly place: FieldPlace
  readonly cause?: CauseNumber | undefined
}

export function wrongField(name: string, { value, issue, place, cause }: WrongField): Refusal {
  const { location, prefix } = place
  return refuse(cause ?? place.cause, { field: prefix + name, value, issue, location })
}
