import { expect, it } from 'vitest'
import { describeDifference, differenceFrom, show } from '../../src/testing/difference.ts'

it.each<[unknown, unknown, string | undefined]>([
  [1, 1, undefined],
  [Number.NaN, Number.NaN, undefined],
  [1, '1', 'x: expected 1, found "1"'],
  [{ a: 1 }, { a: 1, b: 2 }, undefined],
  [{ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }, 'x.b.c: expected 2, found 3'],
  [{ a: undefined }, {}, undefined],
  [{ a: undefined }, { a: 1 }, 'x.a: expected undefined, found 1'],
  [{ a: 1 }, null, 'x: expected {"a":1}, found null'],
  [{ a: 1 }, 'a', 'x: expected {"a":1}, found "a"'],
  [null, null, undefined],
  [null, {}, 'x: expected null, found {}'],
  [[1, { a: 2 }], [1, { a: 2, b: 3 }], undefined],
  [[1], [1, 2], 'x: expected [1], found [1,2]'],
  [[], {}, 'x: expected [], found {}'],
  [{}, [], 'x: expected {}, found []'],
  [[1, 2], [1, 3], 'x.1: expected 2, found 3'],
  [/^a/, 'abc', undefined],
  [/^a/, 'bc', 'x: expected /^a/, found "bc"'],
  [/1/, 1, 'x: expected /1/, found 1'],
])('expected %j, found %j: %s', (expected, found, difference) => {
  const first = differenceFrom(expected, found, 'x')
  expect(first && describeDifference(first)).toBe(difference)
})

it('shows at most 200 characters', () => {
  expect(show('x'.repeat(198))).toHaveLength(200)
  expect(show('x'.repeat(199))).toBe(`"${'x'.repeat(199)}…`)
})
