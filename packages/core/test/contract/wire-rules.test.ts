import { defineEndpoint, type Endpoint, toRequest } from '@wxdp/core'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { issuesOf, thrownIssues } from '../support/issues-of.ts'

const anything: Endpoint<Record<string, unknown>, undefined> = defineEndpoint({
  name: 'anything',
  method: 'POST',
  path: '/v3/anything',
  caller: 'mchid',
  retry: 'never',
  input: v.record(v.string(), v.unknown()),
})

describe('a request body', () => {
  it.each<[string, unknown, string]>([
    ['null', null, '/x no_null'],
    ['an emoji', '🎁', '/x bmp'],
    ['half an emoji', '\ud83c', '/x bmp'],
    ['NaN', Number.NaN, '/x exact_number'],
    ['an integer beyond 2^53', 2 ** 53, '/x exact_number'],
    ['a bigint', 1n, '/x json'],
    ['a function', () => 1, '/x json'],
    ['a nested null', { a: [{ 'b/~': null }] }, '/x/a/0/b~1~0 no_null'],
    ['a hole in an array', [undefined], '/x/0 json'],
    ['a name that libraries drop', JSON.parse('{"a":{"__proto__":0}}'), '/x/a json'],
  ])('must not contain %s anywhere', (_, x, issue) => {
    expect(issuesOf(() => toRequest(anything, { x }))).toEqual([issue])
  })

  it('must not contain a field that its schema would drop', () => {
    expect(issuesOf(() => toRequest(anything, JSON.parse('{"__proto__":0}')))).toEqual([' json'])
  })

  it('must not be circular', () => {
    const circle: Record<string, unknown> = {}
    circle.x = circle
    expect(thrownIssues(() => toRequest(anything, circle))).toEqual([
      {
        path: '/x'.repeat(33),
        rule: 'depth',
        message: 'The value is circular or nested too deeply.',
        expected: '<=32',
      },
    ])
  })

  it('may be as wide as memory allows when every member is wrong', () => {
    const x = new Array(200_000).fill(null)
    expect(issuesOf(() => toRequest(anything, { x }))).toHaveLength(200_000)
  })

  it('may contain what is exact: the largest safe integer, a fraction, Chinese, an absent field', () => {
    const x = { a: 2 ** 53 - 1, b: 0.5, c: '中', d: undefined, e: [true] }
    const { body } = toRequest(anything, { x })
    expect(new TextDecoder().decode(body)).toBe(`{"x":{"a":9007199254740991,"b":0.5,"c":"中","e":[true]}}`)
  })
})
