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

/** What a value must be: anything that passes a check, an object with certain fields, or a list. */
export type Shape = Check | ObjectShape | ListShape

interface ObjectShape {
  readonly fields: FieldRules
}

interface ListShape {
  readonly items: Shape
  readonly min: number
  readonly max: number
}

/** The rule for one field. */
export interface FieldRule {
  readonly required: boolean
  readonly shape: Shape
  /** Default: that of the place. It holds for the items of a list, too, but not for the fields of an object. */
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

/** The body of an endpoint that is neither about a plan nor about a coupon. */
export const inBody: FieldPlace = { location: 'body', prefix: '/', cause: 268435461 }
export const inPlanBody: FieldPlace = { location: 'body', prefix: '/', cause: 268582710 }
export const inPlanQuery: FieldPlace = { location: 'query', prefix: '', cause: 268582710 }
export const inCouponBody: FieldPlace = { location: 'body', prefix: '/', cause: 268578101 }
export const inCouponQuery: FieldPlace = { location: 'query', prefix: '', cause: 268578101 }

/** The place of the members of an object, or of the items of a list. */
export function inside(place: FieldPlace, ...names: readonly (string | number)[]): FieldPlace {
  return { ...place, prefix: `${place.prefix}${names.join('/')}/` }
}

export function required(shape: Shape, cause?: CauseNumber): FieldRule {
  return { required: true, shape, cause }
}

export function optional(shape: Shape, cause?: CauseNumber): FieldRule {
  return { required: false, shape, cause }
}

/** An object with these fields and no others. */
export function objectOf(fields: FieldRules): Shape {
  return { fields }
}

/** A list of at most `max` items; by default, of at least one. */
export function listOf(items: Shape, { min = 1, max }: { min?: number; max: number }): Shape {
  return { items, min, max }
}

const missing: Text = { zh: '不可为空', en: 'it is required' }
const unknownField: Text = { zh: '该接口没有此字段', en: 'this API has no such field' }
const notAnObject: Text = { zh: '须为对象', en: 'it must be an object' }

/**
 * Checks each field, and rejects fields that have no rule, at every depth. Whether WeChat Pay rejects unknown fields of
 * plans is not documented; those of coupons it does. Here all are rejected, so that a misspelt name is noticed.
 *
 * @throws Refusal for the first fault
 */
export function checkFields(rules: FieldRules, values: Fields, place: FieldPlace): void {
  for (const [name, { required, shape, cause }] of Object.entries(rules)) {
    const value = values[name]
    if (value !== undefined) checkShape(shape, name, { value, place, cause })
    else if (required) throw wrongField(name, { value, issue: missing, place, cause })
  }
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(rules, name))
  if (unknown === undefined) return
  throw wrongField(unknown, { value: values[unknown], issue: unknownField, place })
}

function checkShape(shape: Shape, name: string, field: Omit<WrongField, 'issue'>): void {
  const { value, place, cause } = field
  const issue = issueOf(shape, value)
  if (issue !== undefined) throw wrongField(name, { ...field, issue })
  if (typeof shape === 'function') return
  const within = inside(place, name)
  if ('fields' in shape) {
    checkFields(shape.fields, value as Fields, within)
    return
  }
  for (const [i, item] of (value as unknown[]).entries()) {
    checkShape(shape.items, String(i), { value: item, place: within, cause })
  }
}

/** What is wrong with a value itself, whatever is in it. */
function issueOf(shape: Shape, value: unknown): Text | undefined {
  if (typeof shape === 'function') return shape(value)
  if ('fields' in shape) return isFields(value) ? undefined : notAnObject
  const { min, max } = shape
  if (Array.isArray(value) && value.length >= min && value.length <= max) return undefined
  return { zh: `须为${min}到${max}项的列表`, en: `it must be a list of ${min} to ${max} items` }
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
