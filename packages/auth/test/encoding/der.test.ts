import { describe, expect, it } from 'vitest'
import { elementsIn, encodeElement, equalBytes, splitOptional } from '../../src/encoding/der.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const zeros = (count: number): number[] => Array(count).fill(0)

describe('elementsIn', () => {
  it('reads one element after another', () => {
    const [first, second, third] = elementsIn(bytes(0x02, 0x01, 0x07, 0x30, 0x00))
    expect(first).toEqual({ tag: 0x02, contents: bytes(0x07), bytes: bytes(0x02, 0x01, 0x07) })
    expect(second).toEqual({ tag: 0x30, contents: bytes(), bytes: bytes(0x30, 0x00) })
    expect(third).toBeUndefined()
  })

  it.each([
    [0x7f, [0x7f]],
    [0x80, [0x81, 0x80]],
    [0xff, [0x81, 0xff]],
    [0x100, [0x82, 0x01, 0x00]],
    [0xffff, [0x82, 0xff, 0xff]],
  ])('reads and writes %i bytes under the shortest length', (count, length) => {
    const element = encodeElement(0x04, zeros(count - 1), [0x01])
    expect(element).toEqual(bytes(0x04, ...length, ...zeros(count - 1), 0x01))
    expect(elementsIn(element)).toEqual([
      { tag: 0x04, contents: bytes(...zeros(count - 1), 0x01), bytes: element },
    ])
  })

  it.each([
    ['a tag without a length', [0x30]],
    ['a length without its contents', [0x30, 0x02, 0x02]],
    ['an indefinite length', [0x30, 0x80, 0x00, 0x00]],
    ['a length of one byte, written with two', [0x04, 0x81, 0x01, 0x00]],
    ['a length of 127, written with two bytes', [0x04, 0x81, 0x7f, ...zeros(0x7f)]],
    ['a length of 255, written with three bytes', [0x04, 0x82, 0x00, 0xff, ...zeros(0xff)]],
    ['a length of three bytes', [0x04, 0x83, 0x00, 0x00, 0x00]],
    ['a length that is cut short', [0x30, 0x82, 0x01]],
    ['a tag of several bytes', [0x1f, 0x01, 0x00]],
    ['a constructed tag of several bytes', [0xbf, 0x01, 0x00]],
    ['a byte after the last element', [0x30, 0x00, 0x00]],
  ])('finds nothing in %s', (_, der) => {
    expect(elementsIn(bytes(...der))).toEqual([])
  })

  it('finds nothing in nothing', () => {
    expect(elementsIn(bytes())).toEqual([])
    expect(elementsIn(undefined)).toEqual([])
  })
})

it('splitOptional takes the first element off only if it has the tag', () => {
  const elements = elementsIn(bytes(0x01, 0x01, 0xff, 0x02, 0x01, 0x07))
  expect(splitOptional(0x01, elements)).toEqual([elements[0], [elements[1]]])
  expect(splitOptional(0x02, elements)).toEqual([undefined, elements])
  expect(splitOptional(0x02, [])).toEqual([undefined, []])
})

it('equalBytes compares the length and each byte', () => {
  expect(equalBytes(bytes(1, 2), [1, 2])).toBe(true)
  expect(equalBytes(bytes(1, 2), [1, 2, 3])).toBe(false)
  expect(equalBytes(bytes(1, 2, 3), [1, 2])).toBe(false)
  expect(equalBytes(bytes(1, 2), [1, 3])).toBe(false)
})
