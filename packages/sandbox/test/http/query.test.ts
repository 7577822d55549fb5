import { expect, it } from 'vitest'
import { inPlanQuery, optional } from '../../src/http/fields.ts'
import { readQuery } from '../../src/http/query.ts'
import { decimalString } from '../../src/http/value-checks.ts'

const rules = { offset: optional(decimalString(0, 9)) }
const read = (query: string) => readQuery(new URLSearchParams(query), rules, inPlanQuery)

it('returns the fields of a query', () => {
  expect(read('')).toEqual({})
  expect(read('offset=3')).toEqual({ offset: '3' })
})

it.each([
  ['a name that is given twice, even with one value', 'offset=3&offset=3', 'offset', '3,3'],
  ['a name without a rule', 'begin=3', 'begin', '3'],
  ['a wrong value', 'offset=10', 'offset', '10'],
])('refuses %s', (_, query, field, value) => {
  expect(() => read(query)).toThrow(
    expect.objectContaining({
      content: expect.objectContaining({
        code: 'PARAM_ERROR',
        detail: expect.objectContaining({ field, value, location: 'query' }),
      }),
    }),
  )
})
