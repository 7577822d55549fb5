import { describe, expect, it } from 'vitest'
import { type Element, encodeElement as element, elementsIn } from '../../src/encoding/der.ts'
import { readName } from '../../src/encoding/distinguished-name.ts'

const commonName = [0x55, 0x04, 0x03]
const organization = [0x55, 0x04, 0x0a]
const attribute = (type: number[], tag: number, value: ArrayLike<number>) =>
  element(0x30, element(0x06, type), element(tag, value))
const nameOf = (...parts: Uint8Array[]): Element => elementsIn(element(0x30, ...parts))[0] as Element
const only = (tag: number, value: ArrayLike<number>): Element =>
  nameOf(element(0x31, attribute(commonName, tag, value)))
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

describe('readName', () => {
  it.each<[string, number, ArrayLike<number>, string]>([
    ['UTF8String', 0x0c, Buffer.from('微信支付 \ufeff🎉'), '微信支付 \\u{feff}🎉'],
    ['NumericString', 0x12, latin('1900007291'), '1900007291'],
    ['PrintableString', 0x13, latin('Tenpay.com'), 'Tenpay.com'],
    ['PrintableString with characters that it must not have', 0x13, latin('a@b*'), 'a@b*'],
    ['TeletexString', 0x14, latin('Zürich'), 'Zürich'],
    ['IA5String', 0x16, latin('a@b.c'), 'a@b.c'],
    ['UniversalString', 0x1c, [0, 0, 0, 0x41, 0, 1, 0xf3, 0x89], 'A🎉'],
    ['BMPString', 0x1e, [0, 0x41, 0x5f, 0xae], 'A微'],
    ['an empty string', 0x0c, [], ''],
  ])('reads %s', (_, tag, value, text) => {
    expect(readName(only(tag, value)).text).toBe(`CN=${text}`)
  })

  it.each<[string, number, ArrayLike<number>]>([
    ['bytes that are not UTF-8', 0x0c, [0x41, 0xff]],
    ['UTF-8 that is longer than necessary', 0x0c, [0xc0, 0x80]],
    ['a NumericString that is not ASCII', 0x12, [0x80]],
    ['a PrintableString that is not ASCII', 0x13, latin('é')],
    ['an IA5String that is not ASCII', 0x16, latin('é')],
    ['a UniversalString that ends within a character', 0x1c, [0, 0, 0x41]],
    ['a UniversalString beyond Unicode', 0x1c, [0, 0x11, 0, 0]],
    ['a UniversalString with half a character', 0x1c, [0, 0, 0xd8, 0]],
    ['a BMPString that ends within a character', 0x1e, [0, 0x41, 0]],
    ['a BMPString with half a character', 0x1e, [0xd8, 0x3c, 0, 0x41]],
    ['an OCTET STRING', 0x04, latin('a')],
    ['a BIT STRING', 0x03, [0]],
    ['a SEQUENCE', 0x30, []],
  ])('rejects %s', (_, tag, value) => {
    expect(() => readName(only(tag, value))).toThrow()
  })

  it.each([
    ['a part that is not a SET', nameOf(element(0x30, attribute(commonName, 0x0c, [])))],
    ['an empty part', nameOf(element(0x31))],
    ['an attribute that is not a SEQUENCE', nameOf(element(0x31, element(0x31)))],
    ['an attribute without a value', nameOf(element(0x31, element(0x30, element(0x06, commonName))))],
    [
      'an attribute with two values',
      nameOf(
        element(0x31, element(0x30, element(0x06, commonName), element(0x0c, [0x61]), element(0x0c, [0x62]))),
      ),
    ],
    [
      'an attribute whose type is not an object identifier',
      nameOf(element(0x31, element(0x30, element(0x0c, commonName), element(0x0c, [])))),
    ],
    ['a SET for a name', elementsIn(element(0x31))[0]],
    ['nothing', undefined],
  ])('rejects %s', (_, name) => {
    expect(() => readName(name)).toThrow()
  })

  it('accepts an empty name', () => {
    const name = nameOf()
    expect(readName(name)).toEqual({ commonName: undefined, text: '', der: name.bytes })
  })

  it('reads the common name only if there is exactly one', () => {
    const one = element(0x31, attribute(commonName, 0x0c, latin('a')), attribute(organization, 0x0c, []))
    expect(readName(nameOf(one))).toMatchObject({ commonName: 'a', text: 'CN=a, O=' })
    expect(readName(nameOf(one, one)).commonName).toBeUndefined()
  })
})
