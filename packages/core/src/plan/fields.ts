import * as v from 'valibot'
import { widthOf } from './width.ts'

// The schemas of single fields that the endpoints of plans share. Each is built by a call that a bundler may drop.

type Text = v.GenericSchema<unknown, string>
type Count = v.GenericSchema<unknown, number>

/** One schema for each field. */
export type Entries<Fields> = { readonly [Name in keyof Fields]-?: v.GenericSchema<unknown, Fields[Name]> }

export const text: Text = /* @__PURE__ */ (() => v.string())()

/** An id in a body. */
export const bodyId: Text = /* @__PURE__ */ (() =>
  v.pipe(
    text,
    v.minBytes(1, 'The id must not be empty.'),
    v.maxBytes(40, found('At most 40 bytes are allowed')),
  ))()

/** An id in a path. */
export const pathId: Text = /* @__PURE__ */ (() =>
  v.pipe(text, v.regex(/^[\w-]{1,40}$/, 'Expected 1 to 40 digits, letters, "_" or "-".')))()

export const requestNo: Text = /* @__PURE__ */ (() =>
  v.pipe(text, v.regex(/^[\w-]{6,40}$/, 'Expected 6 to 40 digits, letters, "_" or "-".')))()

export const planName: Text = /* @__PURE__ */ (() =>
  v.pipe(
    text,
    v.minBytes(1, 'The name must not be empty.'),
    namedCheck('max_width', fitsName, 'At most 12 Chinese or 24 Latin characters are allowed.'),
  ))()

export const recommendWord: Text = /* @__PURE__ */ (() =>
  v.pipe(
    text,
    v.minBytes(1, 'It must not be empty; leave the field out instead.'),
    namedCheck('max_width', fitsTag, 'At most 9 Chinese or 18 Latin characters are allowed.'),
  ))()

export const whole: Count = /* @__PURE__ */ (() =>
  v.pipe(v.number(), v.safeInteger(found('Expected a whole number up to 2^53 - 1'))))()

export const limit: Count = /* @__PURE__ */ (() =>
  v.pipe(whole, v.minValue(1, found('Expected at least 1'))))()

export const totalCount: Count = /* @__PURE__ */ (() =>
  v.pipe(limit, v.minValue(10_000, found('Expected at least 10,000 coupons'))))()

/** Whether a name is at most as wide as 12 Chinese characters. */
export function fitsName(name: string): boolean {
  return widthOf(name) <= 24
}

/** Whether a marketing tag is at most as wide as 9 Chinese characters. */
export function fitsTag(tag: string): boolean {
  return widthOf(tag) <= 18
}

/** A check that an issue names by its own rule, not by valibot's `check`. */
export function namedCheck<Value>(
  rule: string,
  passes: (value: Value) => boolean,
  message: string,
): v.CheckAction<Value, string> {
  return { ...v.check(passes, message), type: rule as 'check' }
}

/** A closed list of values. */
export function oneOf<const Value extends string>(values: readonly Value[]): v.GenericSchema<unknown, Value> {
  return v.picklist(values, found(`Expected one of ${values.join(', ')}`))
}

/** A message that also states what was found. Not for free text, which may be sensitive. */
export function found(expected: string): (issue: v.BaseIssue<unknown>) => string {
  return ({ received }) => `${expected}; found ${received}.`
}
