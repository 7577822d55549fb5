import { createSigner, createVerifier } from '@wxdp/auth'
import { codeOf, keys, official, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const { merchant } = keys
const platformSerial = keys.platform.serialNo
describe('the vectors of the documentation', () => {
  it.each(official.sign)('signs as printed on page $source', async (vector) => {
    const signer = createSigner({
      ...merchant,
      now: () => Number(vector.timestamp) * 1000 + 999,
      nonce: () => vector.nonce,
    })
    const { method, target, body } = vector
    expect(await signer.authorize({ method, target, body: utf8(body) })).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="${vector.nonce}",signature="${vector.signature}",timestamp="${vector.timestamp}",serial_no="408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB"`,
    )
  })

  describe.each(official.verify)('page $source', (vector) => {
    const verifier = createVerifier({
      keys: { [platformSerial]: vector.public_key },
      now: () => Number(vector.timestamp) * 1000,
    })
    const message = (change: Partial<typeof vector & { serial: string }> = {}) => {
      const v = { ...vector, serial: platformSerial, ...change }
      return {
        headers: {
          'wechatpay-timestamp': v.timestamp,
          'wechatpay-nonce': v.nonce,
          'wechatpay-signature': v.signature,
          'wechatpay-serial': v.serial,
        },
        body: utf8(v.body),
      }
    }

    it('verifies as printed', async () => {
      const verified = await verifier.verify(message())
      expect(verified).toEqual({
        body: utf8(vector.body),
        serialNo: platformSerial,
        timestamp: Number(vector.timestamp),
      })
    })

    it('rejects any flipped bit of the body', async () => {
      const { headers, body } = message()
      for (let bit = 0; bit < body.length * 8; bit += 7) {
        const flipped = body.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(await codeOf(() => verifier.verify({ headers, body: flipped }))).toBe('AUTH_SIGNATURE_INVALID')
      }
    })

    it('rejects any flipped bit of the signature', async () => {
      const signature = Buffer.from(vector.signature, 'base64')
      for (let bit = 0; bit < signature.length * 8; bit += 61) {
        const flipped = Buffer.from(signature)
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        const changed = message({ signature: flipped.toString('base64') })
        expect(await codeOf(() => verifier.verify(changed))).toBe('AUTH_SIGNATURE_INVALID')
      }
    })

    it.each([
      [{ timestamp: String(Number(vector.timestamp) + 1) }, 'AUTH_SIGNATURE_INVALID'],
      [{ timestamp: String(Number(vector.timestamp) ^ (1 << 20)) }, 'AUTH_TIMESTAMP_EXPIRED'],
      [{ nonce: vector.nonce.replace('d', 'e') }, 'AUTH_SIGNATURE_INVALID'],
      [{ serial: platformSerial.replace('01142', '01143') }, 'AUTH_SERIAL_UNKNOWN'],
      [{ signature: official.probe.signature }, 'AUTH_SIGNATURE_PROBE'],
      [{ signature: 'WECHATPAY/SIGNTEST/ and no Base64' }, 'AUTH_SIGNATURE_PROBE'],
    ])('rejects %j as %s', async (change, code) => {
      expect(await codeOf(() => verifier.verify(message(change)))).toBe(code)
    })
  })
})
