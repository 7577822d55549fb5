import * as v from 'valibot'
import { found, text, whole } from '../plan/fields.ts'

// The schemas of single fields that coupons share. Each is made by a call that a bundler may drop.

type Text = v.GenericSchema<unknown, string>
type Count = v.GenericSchema<unknown, number>

/** A string of at least one character. WeChat Pay counts characters here, not bytes. */
export function upTo(most: number, least = 1): Text {
  return v.pipe(
    text,
    v.minLength(least, found(`Expected at least ${least} characters`)),
    v.maxLength(most, found(`At most ${most} characters are allowed`)),
  )
}

export function between(least: number, most: number): Count {
  return v.pipe(
    whole,
    v.minValue(least, found(`Expected at least ${least}`)),
    v.maxValue(most, found(`At most ${most} are allowed`)),
  )
}

/** A list of one to `most` items. */
export function listOf<Item>(
  item: v.GenericSchema<unknown, Item>,
  most: number,
): v.GenericSchema<unknown, readonly Item[]> {
  return v.pipe(
    v.array(item),
    v.minLength(1, 'The list must not be empty; leave the field out instead.'),
    v.maxLength(most, found(`At most ${most} are allowed`)),
  )
}

/** A string in a path. It is percent-encoded, but URL parsers would still remove dot segments. */
export function inPath(most: number): Text {
  return v.pipe(upTo(most), v.regex(/^(?!\.\.?$)/, 'It must not be "." or "..".'))
}

export const filled: Text = /* @__PURE__ */ (() => v.pipe(text, v.minLength(1, 'It must not be empty.')))()

export const reason: Text = /* @__PURE__ */ (() => upTo(150))()

/** An amount in fen. */
export const fen: Count = /* @__PURE__ */ (() =>
  v.pipe(whole, v.minValue(0, found('Expected at least 0 fen'))))()

export const someFen: Count = /* @__PURE__ */ (() =>
  v.pipe(whole, v.minValue(1, found('Expected at least 1 fen'))))()
