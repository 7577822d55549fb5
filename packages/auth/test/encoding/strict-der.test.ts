import { describe, expect, it } from 'vitest'
import { encodeElement } from '../../src/encoding/der.ts'
import { dotted, readDer } from '../../src/encoding/strict-der.ts'

const der = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

describe('readDer', () => {
  it.each([
    ['BOOLEAN FALSE', '010100'],
    ['BOOLEAN TRUE', '0101ff'],
    ['INTEGER 0', '020100'],
    ['INTEGER 127', '02017f'],
    ['INTEGER 128', '02020080'],
    ['INTEGER -1', '0201ff'],
    ['INTEGER -128', '020180'],
    ['INTEGER -129', '0202ff7f'],
    ['ENUMERATED 1', '0a0101'],
    ['an empty BIT STRING', '030100'],
    ['a BIT STRING of whole bytes', '0302 00ff'],
    ['a BIT STRING of seven bits', '0302 01fe'],
    ['a BIT STRING of one bit', '0302 0780'],
    ['NULL', '0500'],
    ['an object identifier', '0603 550403'],
    ['an object identifier with a number of two bytes', '0604 2a 8648 01'],
    ['an object identifier with a number that ends in 00', '0603 2a 8100'],
    ['a UTCTime', '170d 3236313132393036343930355a'],
    ['a GeneralizedTime', '180f 32303530313132393036343930355a'],
    ['a primitive element of a structure', '8001 00'],
    ['a SEQUENCE in a SET in a constructed element of a structure', 'a004 3102 3000'],
  ])('accepts %s', (_, hex) => {
    expect(readDer(der(hex)).bytes).toEqual(der(hex))
    expect(readDer(encodeElement(0x30, der(hex))).contents).toEqual(der(hex))
  })

  it.each([
    ['BOOLEAN 01', '010101'],
    ['an empty BOOLEAN', '0100'],
    ['a BOOLEAN of two bytes', '0102 00ff'],
    ['an empty INTEGER', '0200'],
    ['a positive INTEGER with a zero byte too many', '0202 007f'],
    ['a negative INTEGER with a sign byte too many', '0202 ff80'],
    ['an empty ENUMERATED', '0a00'],
    ['an ENUMERATED with a zero byte too many', '0a02 0001'],
    ['a BIT STRING without its count', '0300'],
    ['a BIT STRING with eight unused bits', '0302 0800'],
    ['a BIT STRING with unused bits and no bits', '0301 01'],
    ['a BIT STRING whose unused bit is set', '0302 01ff'],
    ['NULL with contents', '0501 00'],
    ['an empty object identifier', '0600'],
    ['an object identifier that ends within a number', '0602 2a86'],
    ['an object identifier whose first number begins with a zero digit', '0602 8001'],
    ['an object identifier whose second number begins with a zero digit', '0603 2a 8001'],
    ['an empty UTCTime', '1700'],
    ['a UTCTime without seconds', '170b 323631313239303634395a'],
    ['a UTCTime with an offset', '1711 3236313132393036343930352b30383030'],
    ['a GeneralizedTime with the year of a UTCTime', '180d 3236313132393036343930355a'],
    ['a GeneralizedTime that ends with a zero of a second', '1811 32303530313132393036343930352e305a'],
    ['a primitive SEQUENCE', '1000'],
    ['a primitive SET', '1100'],
    ['a constructed OCTET STRING', '2403 040100'],
    ['a constructed BIT STRING', '2300'],
    ['the end of an indefinite length', '0000'],
    ['a length that is longer than necessary', '0481 0100'],
    ['contents that are cut short', '0402 00'],
  ])('rejects %s, at any depth', (_, hex) => {
    expect(() => readDer(der(hex))).toThrow(/DER/)
    expect(() => readDer(encodeElement(0xa0, encodeElement(0x30, der('0500'), der(hex))))).toThrow(/DER/)
  })

  it.each([
    ['two elements', '0500 0500', 'Found 2 elements, expected 1'],
    ['no element', '', 'Found 0 elements, expected 1'],
    ['a byte after the element', '0500 00', 'DER'],
  ])('rejects %s', (_, hex, words) => {
    expect(() => readDer(der(hex))).toThrow(words)
  })

  it('reads elements that nest deeper than the stack', () => {
    let nested: Uint8Array = der('0500')
    while (nested.length < 0xfff0) nested = encodeElement(0x30, nested)
    expect(readDer(nested).tag).toBe(0x30)
  })
})

it.each([
  ['0.0', '00'],
  ['0.39', '27'],
  ['1.0', '28'],
  ['1.2.840.113549.1.1.11', '2a 8648 86f70d 01 01 0b'],
  ['2.5.4.3', '55 04 03'],
  ['2.999', '8837'],
  ['2.25.340282366920938463463374607431768211455', '69 83ffffffffffffffffffffffffffffffffff7f'],
])('writes the object identifier %s', (text, hex) => {
  expect(dotted(der(hex))).toBe(text)
})
