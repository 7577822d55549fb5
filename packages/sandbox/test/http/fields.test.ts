import { describe, expect, it } from 'vitest'
import { checkFields, inCouponBody, listOf, objectOf, optional, required } from '../../src/http/fields.ts'
import { oneOf, text } from '../../src/http/value-checks.ts'
import { type Json, refusalOf } from '../support/coupon-bodies.ts'

const rules = {
  name: required(text),
  day_list: optional(listOf(oneOf('MONDAY'), { max: 2 }), 268578485),
  combo: optional(
    objectOf({ choice_list: required(listOf(objectOf({ price: required(text) }), { max: 1 })) }),
    268578477,
  ),
  grid: optional(listOf(listOf(text, { max: 1 }), { min: 0, max: 1 })),
}
const check = (values: Json): string | undefined => refusalOf(() => checkFields(rules, values, inCouponBody))

describe('rules of fields', () => {
  it.each<[Json]>([
    [{ name: 'a' }],
    [{ name: 'a', day_list: ['MONDAY'], combo: { choice_list: [{ price: '1' }] }, grid: [['a']] }],
    [{ name: 'a', grid: [] }],
  ])('let %j pass', (values) => {
    expect(check(values)).toBeUndefined()
  })

  it.each<[Json, string]>([
    [{}, '400 PARAM_ERROR /name 268578101'],
    [{ name: 'a', day_list: [] }, '400 INVALID_REQUEST /day_list 268578485'],
    [{ name: 'a', day_list: ['MONDAY', 'FRIDAY'] }, '400 INVALID_REQUEST /day_list/1 268578485'],
    [{ name: 'a', day_list: 'MONDAY' }, '400 INVALID_REQUEST /day_list 268578485'],
    [{ name: 'a', combo: [] }, '400 INVALID_REQUEST /combo 268578477'],
    [{ name: 'a', combo: {} }, '400 PARAM_ERROR /combo/choice_list 268578101'],
    [{ name: 'a', combo: { choice_list: [{}] } }, '400 PARAM_ERROR /combo/choice_list/0/price 268578101'],
    [
      { name: 'a', combo: { choice_list: [{ price: '1', count: 1 }] } },
      '400 PARAM_ERROR /combo/choice_list/0/count 268578101',
    ],
    [{ name: 'a', grid: [['a', 'b']] }, '400 PARAM_ERROR /grid/0 268578101'],
    [{ name: 'a', grid: [[1]] }, '400 PARAM_ERROR /grid/0/0 268578101'],
    [{ name: 'a', other: 1 }, '400 PARAM_ERROR /other 268578101'],
  ])('refuse %j', (values, refusal) => {
    expect(check(values)).toBe(refusal)
  })
})
