import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64, decodeLoosely, encodeBase64, encodeBase64Url } from '../../src/encoding/base64.ts'
import * as node from '../../src/provider/provider.node.ts'
import * as web from '../../src/provider/provider.web.ts'

const strict = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Characters that some decoders skip, stop at or mistake for others. */
const strangers = ['=', '-', '_', ' ', '\n', '\0', '.', 'é', 'Ł', '\u205f', '\ud800', '😀']
const nearly = fc
  .array(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...digits) }, fc.constantFrom(...strangers)))
  .chain((text) => fc.constantFrom('', '=', '==', '===').map((padding) => text.join('') + padding))

it.each([
  ['Node provider', node.fromBase64],
  ['web provider', web.fromBase64],
  ['neutral decoder', decodeBase64],
])('the %s decodes strict Base64 and nothing else', (_, decode) => {
  fc.assert(
    fc.property(fc.oneof(nearly, fc.string()), (text) => {
      const bytes = decode(text)
      expect(bytes !== undefined).toBe(strict.test(text))
      if (bytes) expect(Buffer.from(bytes)).toEqual(Buffer.from(text, 'base64'))
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['Node provider', node.toBase64],
  ['web provider', web.toBase64],
  ['neutral decoder', encodeBase64],
])('the %s encodes any bytes', (_, encode) => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(encode(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})

it('decodes Base64 with or without padding, standard or URL-safe, and nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeBase64Url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(decodeLoosely(text)).toEqual(bytes)
      expect(decodeLoosely(encodeBase64(bytes).replace(/=+$/, ''))).toEqual(bytes)
    }),
  )
  for (const text of ['A', 'A A', 'A.', 'AA===', '=AAA']) expect(decodeLoosely(text)).toBeUndefined()
})
