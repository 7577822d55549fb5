import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateFacts } from '../src/encoding/certificate-facts.ts'
import { encodeElement, equalBytes } from '../src/encoding/der.ts'
import { derShape } from '../src/encoding/key-structure.ts'
import { serialOf } from '../src/encoding/serial.ts'

const zeros = (count: number): number[] => Array(count).fill(0)

it.each<[string, number[]]>([
  ['nothing', []],
  ['a header without a length', [0x30]],
  ['a header without contents', [0x30, 0x02, 0x02]],
  ['an indefinite length', [0x30, 0x80, 0x02, 0x00]],
  ['a length of three bytes', [0x30, 0x83, 0, 0, 0]],
  ['a length that is cut', [0x30, 0x82, 0x00]],
  ['no sequence', [0x31, 0x00]],
  ['a set of what a key has', [0x31, 0x05, 0x02, 0x01, 0x00, 0x30, 0x00]],
  ['bytes behind the end', [0x30, 0x00, 0x00]],
  ['a whole element behind the end', [0x30, 0x05, 0x02, 0x01, 0x00, 0x30, 0x00, 0x05, 0x00]],
  ['an indefinite length before 128 bytes', [0x30, 0x80, 0x02, 0x01, 0x00, 0x30, 0x7b, ...zeros(123)]],
  ['an indefinite length inside', [0x30, 0x05, 0x02, 0x01, 0x00, 0x30, 0x80]],
  ['a length of three bytes that fits', [0x30, 0x83, 0x00, 0x00, 0x05, 0x02, 0x01, 0x00, 0x30, 0x00]],
  ['a member that reaches past the end', [0x30, 0x05, 0x02, 0x01, 0x00, 0x30, 0x09]],
  ['a member without a length', [0x30, 0x04, 0x02, 0x01, 0x00, 0x30]],
  ['a boolean and a sequence', [0x30, 0x05, 0x01, 0x01, 0xff, 0x30, 0x00]],
  ['one element only', [0x30, 0x03, 0x02, 0x01, 0x00]],
  ['an integer and a boolean', [0x30, 0x06, 0x02, 0x01, 0x00, 0x01, 0x01, 0xff]],
  ['a boolean first', [0x30, 0x06, 0x01, 0x01, 0xff, 0x02, 0x01, 0x00]],
  ['an algorithm and an integer', [0x30, 0x08, 0x30, 0x03, 0x06, 0x01, 0x2a, 0x02, 0x01, 0x00]],
  ['an empty sequence and an integer', [0x30, 0x05, 0x30, 0x00, 0x02, 0x01, 0x00]],
])('%s is no key', (_, bytes) => {
  expect(derShape(new Uint8Array(bytes))).toBeUndefined()
})

it.each([
  [0x7f, [0x7f]],
  [0x80, [0x81, 0x80]],
  [0xff, [0x81, 0xff]],
  [0x100, [0x82, 0x01, 0x00]],
])('%i bytes get the shortest length', (count, length) => {
  const contents = zeros(count)
  const element = encodeElement(0x30, [0x02], contents.slice(1))
  expect([...element]).toEqual([0x30, ...length, 0x02, ...contents.slice(1)])
})

it('bytes are equal only if they are as long', () => {
  expect(equalBytes(Uint8Array.of(1, 2), [1, 2])).toBe(true)
  expect(equalBytes(Uint8Array.of(1, 2), [1, 2, 3])).toBe(false)
  expect(equalBytes(Uint8Array.of(1, 2, 3), [1, 2])).toBe(false)
  expect(equalBytes(Uint8Array.of(1, 2), [1, 3])).toBe(false)
})

it.each([
  ['00', [0x00]],
  ['0A', [0x0a]],
  ['FF', [0x00, 0xff]],
  ['01000A', [0x01, 0x00, 0x0a]],
])('the serial %s is that of its integer', (serialNo, integer) => {
  expect(serialOf(Uint8Array.from(integer))).toBe(serialNo)
})

describe('certificateFacts', () => {
  const element = (tag: number, ...parts: ArrayLike<number>[]) => encodeElement(tag, ...parts)
  const serial = element(0x02, [7])
  const empty = element(0x30)
  const common = (...value: number[]) =>
    element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03]), element(0x0c, value))))
  const certificate = (...members: Uint8Array[]) => element(0x30, element(0x30, ...members), empty)
  const [zero, nine] = [0x30, 0x39]

  it('are found by their places, with a version or without', () => {
    const facts = { serialNo: '07', publicKey: element(0x30, [0x05, 0x00]), isMerchants: true }
    const members = [serial, empty, empty, empty, common(nine, zero), facts.publicKey]
    expect(certificateFacts(certificate(...members))).toEqual(facts)
    expect(certificateFacts(certificate(element(0xa0, [0x02, 0x01, 0x02]), ...members))).toEqual(facts)
  })

  it.each([
    ['without a key', [serial, empty, empty, empty, common(nine)]],
    ['without a subject', [serial, empty, empty, empty]],
    ['without anything', []],
    ['whose serial is no integer', [empty, empty, empty, empty, common(nine), empty]],
  ])('of one %s are none', (_, members) => {
    expect(certificateFacts(certificate(...members))).toBeUndefined()
  })

  it.each([
    [
      'another part of the name',
      element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x0a]), element(0x0c, [nine])))),
    ],
    [
      'a longer type',
      element(
        0x30,
        element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03, 0x01]), element(0x0c, [nine]))),
      ),
    ],
    [
      'a type without a value',
      element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03])))),
    ],
    ['an empty part', element(0x30, element(0x31, empty))],
    ['more than digits', common(nine, 0x61)],
    ['no digit', common()],
  ])('%s makes no merchant', (_, name) => {
    expect(certificateFacts(certificate(serial, empty, empty, empty, name, empty))?.isMerchants).toBe(false)
  })
})

it('any bytes have a shape or none', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void derShape(bytes)))
})
