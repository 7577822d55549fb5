import { expect, it } from 'vitest'
import { readPageQuery } from '../../../src/endpoints/coupon/page-fields.ts'
import { optional } from '../../../src/http/fields.ts'
import { oneOf } from '../../../src/http/value-checks.ts'
import { refusalOf } from '../../support/coupon-bodies.ts'

const read = (query: string) =>
  readPageQuery(new URLSearchParams(query), { state: optional(oneOf('SENDING')) })

it('reads the query of a list', () => {
  expect(read('')).toEqual({ filters: {}, size: 20, token: undefined })
  expect(read('page_size=50&page_token=abc&state=SENDING')).toEqual({
    filters: { state: 'SENDING' },
    size: 50,
    token: 'abc',
  })
})

it.each([
  ['page_size=51', '400 PARAM_ERROR page_size 268578633'],
  ['page_size=0', '400 PARAM_ERROR page_size 268578101'],
  ['page_size=ten', '400 PARAM_ERROR page_size 268578101'],
  ['page_token=', '400 PARAM_ERROR page_token 268579038'],
  [`page_token=${'x'.repeat(101)}`, '400 PARAM_ERROR page_token 268579038'],
  ['state=PAUSED', '400 PARAM_ERROR state 268578101'],
  ['offset=1', '400 PARAM_ERROR offset 268578101'],
])('refuses %s', (query, refusal) => {
  expect(refusalOf(() => read(query))).toBe(refusal)
})
