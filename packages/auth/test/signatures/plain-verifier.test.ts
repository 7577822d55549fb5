import { signMessage } from '@wxdp/auth/platform'
import { createPlainVerifier } from '@wxdp/auth/suite'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'

const { serialNo } = keys.platform
const certificateSerial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
const { privateKey, publicKey } = freshKeyPair()
const seconds = 1_700_000_000
const now = (): number => seconds * 1000
const body = utf8('{"a":1}')
const signed = await signMessage({ body, serialNo, privateKey, timestamp: seconds })
const headers = new Headers({ ...signed })

describe('createPlainVerifier', () => {
  it.each([
    ['a string', publicKey, serialNo],
    ['bytes', utf8(publicKey), serialNo],
    ['a certificate', certificateFor(privateKey, { serialNo: certificateSerial }), certificateSerial],
  ])('takes a key that is %s', async (_, key, serial) => {
    const verifier = createPlainVerifier({ keys: { [serial]: key }, now })
    const from = new Headers({ ...signed, 'Wechatpay-Serial': serial })
    const verified = await verifier.verify({ headers: from, body })
    expect(verified).toMatchObject({ serialNo: serial, timestamp: seconds })
    const altered = { headers: from, body: utf8('{}') }
    expect(await codeOf(() => verifier.verify(altered))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('refuses keys in other forms, and names them', async () => {
    const others: readonly (readonly [unknown, RegExp])[] = [
      [{ kty: 'RSA', n: 'AQ', e: 'AQAB' }, /Found an object, expected a public key/],
      [undefined, /Found undefined/],
      [privateKey, /Found a private key/],
    ]
    for (const [key, message] of others) {
      expect(() => createPlainVerifier({ keys: { [serialNo]: key as string } })).toThrow(message)
    }
  })

  it('refuses headers in other shapes, and names them', async () => {
    const verifier = createPlainVerifier({ keys: { [serialNo]: publicKey }, now })
    for (const other of [{ ...signed }, [...headers], undefined]) {
      expect(await codeOf(() => verifier.verify({ headers: other as unknown as Headers, body }))).toBe(
        'AUTH_HEADER_INVALID',
      )
    }
  })

  it('checks its options', () => {
    expect(() => createPlainVerifier(undefined as never)).toThrow(TypeError)
    expect(() => createPlainVerifier({ keys: { [serialNo]: publicKey }, tolerance: 301 })).toThrow(TypeError)
  })
})
