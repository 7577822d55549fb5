import { utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/contract/json.ts'

const parse = (text: string): unknown => parseJson(utf8(text), 'CORE_RESPONSE_INVALID', 'It').value

describe('parseJson: numbers', () => {
  it.each<[string, unknown]>([
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['{"id":1234567890123456789}', { id: '1234567890123456789' }],
    [
      '{"id":9007199254740993,"n":[1, -2.50, 1234567890123456789 ]}',
      { id: '9007199254740993', n: [1, -2.5, '1234567890123456789'] },
    ],
    ['[9007199254740991.4]', ['9007199254740991.4']],
    ['[0.12345678901234567890123]', ['0.12345678901234567890123']],
    ['[1.0000000000000000000001]', ['1.0000000000000000000001']],
    ['[1e400,-1E+400,1e-400]', ['1e400', '-1E+400', '1e-400']],
    [
      '{"a":"9007199254740993\\"","9007199254740993":1,"b":9007199254740993}',
      { a: '9007199254740993"', '9007199254740993': 1, b: '9007199254740993' },
    ],
    ['{"a":{"b":[[9007199254740993]]}}', { a: { b: [['9007199254740993']] } }],
  ])('keeps what JavaScript would round as its characters: %s', (text, value) => {
    expect(parse(text)).toEqual(value)
    expect(parseJson(utf8(text), 'CORE_RESPONSE_INVALID', 'It').text).toBe(text)
  })

  it.each<[string, unknown]>([
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740992', 9007199254740992],
    ['[0.30000000000000004,0.1,-0,1.10]', [0.30000000000000004, 0.1, -0, 1.1]],
    [
      '{"a":"1234567890123456789","b":true,"c":null,"d":"1e400"}',
      { a: '1234567890123456789', b: true, c: null, d: '1e400' },
    ],
  ])('keeps every other number: %s', (text, value) => {
    expect(parse(text)).toEqual(value)
  })

  it('keeps the digits of any integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.json(), (integer, json) => {
        const { id } = parse(`{"other":${json},"id":${integer}}`) as { id: unknown }
        expect(BigInt(id as string)).toBe(integer)
        expect(typeof id).toBe(Number(integer).toString() === `${integer}` ? 'number' : 'string')
      }),
    )
  })

  it('changes nothing in any JSON that JavaScript wrote, unless it has an exponent', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        fc.pre(!/\de[+-]/.test(json))
        expect(parse(json)).toEqual(JSON.parse(json))
      }),
    )
  })

  it('takes linear time, and any depth', () => {
    // A reader that is not linear outlasts the timeout of the test.
    parse(`[${'9007199254740993,'.repeat(50_000)}1]`)
    parse(`"${'\\\\'.repeat(200_000)}"`)
    parse('1'.repeat(1_000_000))
    parse(`${'['.repeat(300_000)}9007199254740993${']'.repeat(300_000)}`)
  })
})
