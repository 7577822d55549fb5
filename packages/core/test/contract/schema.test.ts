import { defineEndpoint, type Endpoint, fromResponse, toRequest } from '@wxdp/core'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { issuesOf, thrownIssues } from '../support/issues-of.ts'
import { verifiedResponse } from '../support/verified.ts'

function endpointWith(input: Endpoint<never, undefined>['input']): Endpoint<object, undefined> {
  return defineEndpoint({
    name: 'x',
    method: 'GET',
    path: '/v3/x',
    caller: 'mchid',
    retry: 'safe',
    input: input as Endpoint<object, undefined>['input'],
  })
}

/** A schema of some library, which always reports this issue. */
function endpointWithIssue(issue: object): Endpoint<object, undefined> {
  const validate = () => ({ issues: [{ message: 'no', ...issue }] })
  return endpointWith({ '~standard': { version: 1, vendor: 'test', validate } })
}

describe('a schema', () => {
  it('may come from any library that follows Standard Schema; an issue keeps the name of its rule', () => {
    const zod = endpointWithIssue({ path: ['a', { key: 'b' }], code: 'too_big' })
    expect(issuesOf(() => toRequest(zod, {}))).toEqual(['/a/b too_big'])
    expect(issuesOf(() => toRequest(endpointWithIssue({}), {}))).toEqual([' schema'])
  })

  it('must be synchronous', () => {
    const asynchronous = endpointWith(
      v.pipeAsync(
        v.string(),
        v.checkAsync(async () => true),
      ) as never,
    )
    const { input } = asynchronous
    const output = { ...asynchronous, output: input } as unknown as Endpoint<object, object>
    for (const run of [
      () => toRequest(asynchronous, 'x' as never),
      () => fromResponse(output, verifiedResponse('"x"')),
    ]) {
      expect(run).toThrow(TypeError)
      expect(run).toThrow(expect.objectContaining({ code: 'CORE_OPTION_INVALID' }))
    }
  })

  it('of valibot also tells what was expected and what was found', () => {
    const endpoint = endpointWith(v.strictObject({ count: v.pipe(v.number(), v.maxValue(5)) }) as never)
    expect(thrownIssues(() => toRequest(endpoint, { count: 7 }))).toMatchObject([
      { rule: 'max_value', expected: '<=5', found: '7' },
    ])
    expect(thrownIssues(() => toRequest(endpoint, { count: [] }))).toMatchObject([
      { rule: 'number', expected: 'number', found: 'Array' },
    ])
  })

  it.each([
    ['a string of the input', { type: 'string', expected: 'number', received: '"my secret"' }],
    ['a negated string of the input', { type: 'excludes', expected: 'x', received: '!"my secret"' }],
    ['something that is not a string', { type: 'string', expected: 'number', received: { a: 1 } }],
  ])('never passes on %s as what was found', (_, issue) => {
    const [found] = thrownIssues(() => toRequest(endpointWithIssue(issue), {}))
    expect(found).toMatchObject({ rule: issue.type, expected: issue.expected, found: undefined })
  })

  it('without an expectation has no details', () => {
    const [found] = thrownIssues(() =>
      toRequest(endpointWithIssue({ type: 'check', expected: null, received: '1' }), {}),
    )
    expect(found).toEqual({ path: '', rule: 'check', message: 'no', page: undefined })
  })
})
