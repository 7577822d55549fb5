// A number has one DER encoding. Any other is rejected, so that nobody can rewrite a signature.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  digitsOf,
  privateBound,
  readCiphertext,
  readSignature,
  writeCiphertext,
  writeSignature,
} from '../../src/primitives/der.ts'

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
const digits = (hex: string): string => hex.padStart(64, '0')

describe('a signature', () => {
  it.each([
    ['one byte each', '3006 020101 020102', { r: digits('1'), s: digits('2') }],
    ['a number whose first bit is set', '3007 02020080 020102', { r: digits('80'), s: digits('2') }],
    ['n - 1', `3026 022100${order.slice(0, -1)}2 020101`, { r: `${order.slice(0, -1)}2`, s: digits('1') }],
  ])('with %s is read and written', (_, hex, signature) => {
    expect(readSignature(bytes(hex))).toEqual(signature)
    expect(writeSignature(signature)).toEqual(bytes(hex))
  })

  it.each([
    ['r = 0', '3006 020100 020102'],
    ['s = 0', '3006 020101 020100'],
    ['r = n', `3026 022100${order} 020101`],
    ['s = n', `3026 020101 022100${order}`],
    ['r of 33 bytes', `3026 022101${order} 020101`],
    ['a negative r', '3006 0201ff 020102'],
    ['a superfluous zero byte before r', '3007 02020001 020102'],
    ['a superfluous zero byte before s', '3007 020101 02020002'],
    ['an empty r', '3005 0200 020102'],
    ['a length of two bytes where one is enough', '308106 020101 020102'],
    ['a length of r of two bytes', '3007 02810101 020102'],
    ['a third number', '3009 020101 020102 020103'],
    ['one number', '3003 020101'],
    ['no number', '3000'],
    ['an OCTET STRING for a number', '3006 040101 020102'],
    ['a SET', '3106 020101 020102'],
    ['a byte after it', '3006 020101 020102 00'],
    ['a byte after s, inside', '3007 020101 020102 00'],
    ['its end cut off', '3006 020101 0201'],
    ['an indefinite length (BER)', '3080 020101 020102 0000'],
    ['nothing', ''],
    ['r and s without DER, 64 bytes', '11'.repeat(64)],
  ])('with %s is rejected', (_, hex) => {
    expect(readSignature(bytes(hex))).toBeUndefined()
  })

  it('is read from any bytes only if it would be written the same way', () => {
    const number = fc.uint8Array({ minLength: 0, maxLength: 34 })
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc
        .tuple(number, number)
        .map(([r, s]) => Uint8Array.of(0x30, r.length + s.length + 4, 2, r.length, ...r, 2, s.length, ...s)),
    )
    fc.assert(
      fc.property(any, (der) => {
        const signature = readSignature(der)
        if (signature) expect(writeSignature(signature)).toEqual(der)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a ciphertext', () => {
  const good = { c1: `${digits('7f')}${digits('80')}`, c3: 'ab'.repeat(32), c2: '01' }

  it('is read and written, also with short coordinates', () => {
    for (const each of [good, { ...good, c1: '00'.repeat(64) }, { ...good, c2: 'cd'.repeat(300) }]) {
      expect(readCiphertext(writeCiphertext(each))).toEqual(each)
    }
  })

  it.each([
    ['no C2', { ...good, c2: '' }],
    ['a C3 of 31 bytes', { ...good, c3: 'ab'.repeat(31) }],
    ['a C3 of 33 bytes', { ...good, c3: 'ab'.repeat(33) }],
  ])('with %s is rejected', (_, ciphertext) => {
    expect(readCiphertext(writeCiphertext(ciphertext))).toBeUndefined()
  })

  it.each([
    ['x of 33 bytes', `3049 0221${'11'.repeat(33)} 020101 0420${'22'.repeat(32)} 040133`],
    ['y of 33 bytes', `3049 020101 0221${'11'.repeat(33)} 0420${'22'.repeat(32)} 040133`],
    ['a superfluous zero byte', `302c 02020001 020101 0420${'22'.repeat(32)} 040133`],
    ['C1 C2 C3, the old order', `302b 020101 020101 040133 0420${'22'.repeat(32)}`],
    ['a byte after it', `302b 020101 020101 0420${'22'.repeat(32)} 040133 00`],
    ['a signature', '3006 020101 020102'],
    ['nothing', ''],
  ])('with %s is rejected', (_, hex) => {
    expect(readCiphertext(bytes(hex))).toBeUndefined()
  })
})

describe('a private number', () => {
  it.each([
    ['zero', '00'.repeat(32), undefined],
    ['one', '01', digits('1')],
    ['n - 2', `${order.slice(0, -1)}1`, `${order.slice(0, -1)}1`],
    ['n - 1: for it, 1 + d has no inverse', `${order.slice(0, -1)}2`, undefined],
    ['33 bytes, the first of them zero', `00${digits('5')}`, digits('5')],
    ['33 bytes', '01'.repeat(33), undefined],
    ['an empty number', '', undefined],
  ])('%s', (_, hex, expected) => {
    expect(digitsOf(bytes(hex), privateBound)).toBe(expected)
  })
})
