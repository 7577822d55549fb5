import { describe, expect, it } from 'vitest'
import { causeCodeOf, codeOf } from '../../src/call/error-codes.ts'

it.each<[unknown, string]>([
  [Object.assign(new Error(), { code: 'X' }), 'X'],
  [new DOMException('x', 'AbortError'), 'UNKNOWN'],
  [new Error('x'), 'UNKNOWN'],
  ['text', 'UNKNOWN'],
  [undefined, 'UNKNOWN'],
  [null, 'UNKNOWN'],
])('the code of %s', (error, code) => {
  expect(codeOf(error)).toBe(code)
})

describe('the code among the causes of an error', () => {
  const nest = (depth: number, cause: unknown = { code: 'DEEP' }): unknown =>
    depth === 0 ? cause : { cause: nest(depth - 1, cause) }

  it('is the first one, at most five causes deep', () => {
    expect(causeCodeOf(nest(1))).toBe('DEEP')
    expect(causeCodeOf(nest(5))).toBe('DEEP')
    expect(causeCodeOf(nest(6))).toBeUndefined()
    expect(causeCodeOf({ cause: { code: 'A', cause: { code: 'B' } } })).toBe('A')
  })

  it('is undefined if no cause has one, even if they form a circle', () => {
    for (const nothing of [undefined, null, 'text', { cause: null }, { code: 'OWN' }, { cause: { code: 7 } }])
      expect(causeCodeOf(nothing)).toBeUndefined()
    const circle: { cause?: unknown } = {}
    circle.cause = circle
    expect(causeCodeOf(circle)).toBeUndefined()
  })
})
