// Any input leads to a result or an AuthError, never to another error.
import { AuthError, createVerifier, type SealedResource, type SignedMessage } from '@wxdp/auth'
import {
  createSm2Keyring,
  decryptSm2Field,
  importSm2PrivateKey,
  importSm2PublicKey,
  openSm4Resource,
} from '@wxdp/auth-sm'
import { signSm2Message } from '@wxdp/auth-sm/platform'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { sealedKey } from '@wxdp-internal/fixtures/bad-inputs'
import { smSealed } from '@wxdp-internal/fixtures/sm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pkcs8Of, spkiOf } from './support/pkcs8.ts'

const second = 1_700_000_000
const { privateKey, publicKey } = keys.sm.platform
const verifier = createVerifier({
  keys: createSm2Keyring({ [keys.platform.serialNo]: publicKey }),
  now: () => second * 1000,
})

/** `done`, or the code of an AuthError. Fails for any other error. */
async function settles(run: () => Promise<unknown>): Promise<'done' | string> {
  try {
    await run()
    return 'done'
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    return error.code
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
/** The DER of two numbers of any length, or any bytes. */
const der = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 80 }),
  fc
    .tuple(fc.uint8Array({ maxLength: 33 }), fc.uint8Array({ maxLength: 33 }))
    .map(([r, s]) => Uint8Array.of(0x30, r.length + s.length + 4, 2, r.length, ...r, 2, s.length, ...s)),
)

describe('any', () => {
  it('message is rejected', async () => {
    const anything = fc.oneof(fc.string(), fc.constant(undefined), fc.array(fc.string(), { maxLength: 2 }))
    const signature = fc.oneof(der.map(base64), fc.string(), fc.base64String())
    await fc.assert(
      fc.asyncProperty(signature, fc.uint8Array({ maxLength: 60 }), anything, async (value, body, nonce) => {
        const headers = {
          'wechatpay-timestamp': String(second),
          'wechatpay-nonce': nonce,
          'wechatpay-serial': keys.platform.serialNo,
          'wechatpay-signature': value,
        }
        expect(await settles(() => verifier.verify({ headers, body } as SignedMessage))).not.toBe('done')
      }),
      { numRuns: 200 },
    )
  })

  it('well-formed signature is rejected unless it is genuine', async () => {
    const body = utf8('{}')
    const headers = {
      ...(await signSm2Message({ body, serialNo: keys.platform.serialNo, privateKey, timestamp: second })),
    }
    await expect(verifier.verify({ headers, body })).resolves.toBeDefined()
    await fc.assert(
      fc.asyncProperty(der, async (signature) => {
        const message = { headers: { ...headers, 'Wechatpay-Signature': base64(signature) }, body }
        expect(await settles(() => verifier.verify(message))).toBe('AUTH_SIGNATURE_INVALID')
      }),
      { numRuns: 200 },
    )
  })

  it('flipped bit of a genuine signature is noticed', async () => {
    const body = utf8('{}')
    const headers = {
      ...(await signSm2Message({ body, serialNo: keys.platform.serialNo, privateKey, timestamp: second })),
    }
    const signature = Buffer.from(headers['Wechatpay-Signature'], 'base64')
    for (let bit = 0; bit < signature.length * 8; bit += 5) {
      const flipped = signature.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      const message = { headers: { ...headers, 'Wechatpay-Signature': base64(flipped) }, body }
      expect(await settles(() => verifier.verify(message))).toBe('AUTH_SIGNATURE_INVALID')
    }
  })

  it('sealed resource opens only if it is genuine', async () => {
    const { genuine } = smSealed
    const member = fc.oneof(fc.string(), fc.base64String(), fc.anything())
    const change = fc.record(
      { algorithm: member, ciphertext: member, nonce: member, associated_data: member },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const sealed = { ...genuine, ...changes } as SealedResource
        const outcome = await settles(() => openSm4Resource(sealedKey, sealed))
        if (outcome === 'done') expect(sealed).toEqual(genuine)
      }),
      { numRuns: 400 },
    )
  })

  it('field is decrypted or rejected', async () => {
    const key = await importSm2PrivateKey(privateKey)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.base64String(), fc.string(), der.map(base64)), async (text) => {
        expect(await settles(() => decryptSm2Field(key, text))).not.toBe('done')
      }),
      { numRuns: 200 },
    )
  })

  it('key is imported or rejected', async () => {
    const bytes = fc.uint8Array({ maxLength: 70 })
    const file = fc.oneof(
      bytes,
      bytes.map((scalar) => pkcs8Of(Buffer.from(scalar).toString('hex'))),
      fc.tuple(bytes, bytes).map(([scalar, point]) => pkcs8Of(Buffer.from(scalar).toString('hex'), point)),
      fc.tuple(bytes, fc.nat({ max: 8 })).map(([point, unused]) => spkiOf(point, unused)),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(file, async (input) => {
        await settles(() => importSm2PrivateKey(input))
        await settles(() => importSm2PublicKey(input))
      }),
      { numRuns: 300 },
    )
  })
})
