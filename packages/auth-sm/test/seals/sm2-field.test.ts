import {
  createVerifier,
  decryptField as decryptWithRsa,
  encryptField as encryptWithRsa,
  type Keyring,
} from '@wxdp/auth'
import {
  createSm2Keyring,
  decryptSm2Field,
  encryptSm2Field,
  importSm2PrivateKey,
  importSm2PublicKey,
} from '@wxdp/auth-sm'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'

import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readCiphertext, writeCiphertext } from '../../src/primitives/der.ts'
import {
  type Ciphertext,
  decrypt,
  encrypt,
  hash,
  pointOf,
  publicKeyOf,
} from '../../src/primitives/primitives.ts'

const { keyring } = createVerifier({
  keys: createSm2Keyring({ [keys.platform.serialNo]: keys.sm.platform.publicKey }),
})
const key = await importSm2PrivateKey(keys.sm.platform.privateKey)
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const text = (ciphertext: Ciphertext): string => Buffer.from(writeCiphertext(ciphertext)).toString('base64')
const partsOf = (base64: string): Ciphertext => readCiphertext(bytesOf(base64)) as Ciphertext

/** The ciphertext that the cases below alter. */
const good = (await encryptSm2Field(keyring, 'secret')).ciphertext

describe('encryptSm2Field', () => {
  it('encrypts with the preferred key of the keyring and returns its serial', async () => {
    const entries = {
      [keys.platform.serialNo]: keys.sm.merchant.publicKey,
      [keys.sm.platform.certificateSerial]: keys.sm.platform.certificate,
    }
    const preferred = keys.sm.platform.certificateSerial
    const { serialNo, ciphertext } = await encryptSm2Field(createSm2Keyring(entries, { preferred }), '张三')
    expect(serialNo).toBe(preferred)
    expect(await decryptSm2Field(key, ciphertext)).toBe('张三')
    expect(await codeOf(() => decryptSm2Field(keys.sm.merchant.privateKey, ciphertext))).toBe(
      'AUTH_DECRYPT_FAILED',
    )
  })

  it('round-trips any string, and encrypts differently each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), async (plaintext) => {
        const { ciphertext } = await encryptSm2Field(keyring, plaintext)
        expect(ciphertext).not.toBe((await encryptSm2Field(keyring, plaintext)).ciphertext)
        expect(await decryptSm2Field(key, ciphertext)).toBe(plaintext)
      }),
      { numRuns: 15 },
    )
  })

  it.each<[string, unknown, string]>([
    ['an empty string', '', 'AUTH_FIELD_INVALID'],
    ['a lone surrogate', 'a\ud83d', 'AUTH_FIELD_INVALID'],
    ['undefined', undefined, 'AUTH_FIELD_INVALID'],
    ['32769 bytes', 'x'.repeat(32_769), 'AUTH_FIELD_TOO_LONG'],
  ])('rejects %s', async (_, plaintext, code) => {
    expect(await codeOf(() => encryptSm2Field(keyring, plaintext as string))).toBe(code)
  })

  it('encrypts up to 32768 bytes', async () => {
    const longest = 'x'.repeat(32_768)
    expect(await decryptSm2Field(key, (await encryptSm2Field(keyring, longest)).ciphertext)).toBe(longest)
  })

  it('rejects a keyring without a preferred key', async () => {
    const withoutPreferred: Keyring = { find: () => undefined, serials: () => [], preferred: undefined }
    expect(await codeOf(() => encryptSm2Field(withoutPreferred, 'x'))).toBe('AUTH_SERIAL_UNKNOWN')
  })
})

describe('decryptSm2Field', () => {
  const parts = partsOf(good)
  const flip = (hex: string): string => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`
  const spki = bytesOf(keys.sm.merchant.publicKey.replace(/-----[A-Z ]+-----/g, ''))

  it.each<[string, string, string]>([
    ['another C1, not on the curve', text({ ...parts, c1: flip(parts.c1) }), 'AUTH_DECRYPT_FAILED'],
    [
      'C1 of another ciphertext',
      text({ ...parts, c1: spki.subarray(-64).toString('hex') }),
      'AUTH_DECRYPT_FAILED',
    ],
    ['C1 at (0, 0)', text({ ...parts, c1: '0'.repeat(128) }), 'AUTH_DECRYPT_FAILED'],
    ['C1 outside the field', text({ ...parts, c1: 'f'.repeat(128) }), 'AUTH_DECRYPT_FAILED'],
    ['another C3', text({ ...parts, c3: flip(parts.c3) }), 'AUTH_DECRYPT_FAILED'],
    ['another C2', text({ ...parts, c2: flip(parts.c2) }), 'AUTH_DECRYPT_FAILED'],
    ['a shorter C2', text({ ...parts, c2: parts.c2.slice(2) }), 'AUTH_DECRYPT_FAILED'],
    ['a longer C2', text({ ...parts, c2: `${parts.c2}00` }), 'AUTH_DECRYPT_FAILED'],
    [
      'C1C2C3, the old order',
      text({ ...parts, c3: parts.c2.padEnd(64, '0'), c2: parts.c3 }),
      'AUTH_DECRYPT_FAILED',
    ],
    ['no C2', text({ ...parts, c2: '' }), 'AUTH_FIELD_INVALID'],
    ['the last byte cut off', bytesOf(good).subarray(0, -1).toString('base64'), 'AUTH_FIELD_INVALID'],
    ['an extra byte', Buffer.concat([bytesOf(good), Buffer.of(0)]).toString('base64'), 'AUTH_FIELD_INVALID'],
    [
      'parts without DER',
      Buffer.from(`04${parts.c1}${parts.c3}${parts.c2}`, 'hex').toString('base64'),
      'AUTH_FIELD_INVALID',
    ],
    ['what is not Base64', `${good.slice(4)}-_-_`, 'AUTH_FIELD_INVALID'],
    ['an empty string', '', 'AUTH_FIELD_INVALID'],
    ['undefined', undefined as never, 'AUTH_FIELD_INVALID'],
  ])('rejects %s', async (_, ciphertext, code) => {
    expect(ciphertext).not.toBe(good)
    expect(await codeOf(() => decryptSm2Field(key, ciphertext))).toBe(code)
  })

  it('reveals nothing of the plaintext in its error', async () => {
    const error = await decryptSm2Field(keys.sm.merchant.privateKey, good).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'AUTH_DECRYPT_FAILED' })
    expect((error as Error).cause).toBeUndefined()
  })

  it('rejects what is not UTF-8', async () => {
    const point = pointOf(
      new Uint8Array(bytesOf(keys.sm.platform.publicKey.replace(/-----[A-Z ]+-----/g, '')).subarray(-65)),
    )
    const ciphertext = text(encrypt(point, Uint8Array.of(0xff, 0x41)))
    expect(await codeOf(() => decryptSm2Field(key, ciphertext))).toBe('AUTH_DECRYPT_FAILED')
  })
})

it('RSA keys and SM2 keys are rejected for fields of the other kind', async () => {
  const rsa = freshKeyPair()
  const smKeyring = createVerifier({
    keys: { [keys.platform.serialNo]: await importSm2PublicKey(keys.sm.platform.publicKey) },
  }).keyring
  const rsaKeyring = createVerifier({ keys: { [keys.platform.serialNo]: rsa.publicKey } }).keyring
  const [bySm, byRsa] = [await encryptSm2Field(smKeyring, 'x'), await encryptWithRsa(rsaKeyring, 'x')]
  expect(await codeOf(() => encryptWithRsa(smKeyring, 'x'))).toBe('AUTH_KEY_UNSUPPORTED')
  expect(await codeOf(() => encryptSm2Field(rsaKeyring, 'x'))).toBe('AUTH_KEY_UNSUPPORTED')
  expect(await codeOf(() => decryptWithRsa(key, byRsa.ciphertext))).toBe('AUTH_KEY_UNSUPPORTED')
  expect(await codeOf(() => decryptWithRsa(rsa.privateKey, bySm.ciphertext))).toBe('AUTH_FIELD_INVALID')
  expect(await codeOf(() => decryptSm2Field(key, byRsa.ciphertext))).toBe('AUTH_FIELD_INVALID')
})

describe('a key stream of zeros', () => {
  const scalar = `${'0'.repeat(63)}5`
  const point = pointOf(bytes(publicKeyOf(scalar)))
  /** A random number whose key stream for that key begins with a zero byte, found by trial. */
  const unlucky = 1293
  const digits = (number: number): string => number.toString(16).padStart(64, '0')
  /** The secret that both sides share then: 5 times the point of the random number. */
  const shared = publicKeyOf(digits(5 * unlucky)).slice(2)

  it('results from that number', () => {
    expect(hash(bytes(`${shared}00000001`))[0]).toBe(0)
  })

  it('is not used: it would leave the byte unencrypted', () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    try {
      random.mockImplementationOnce((array) => {
        const view = array as unknown as Uint8Array
        // The library adds 1.
        view.fill(0).set(bytes(digits(unlucky - 1)), view.length - 32)
        return array
      })
      const { c1, c2 } = encrypt(point, Uint8Array.of(0x41))
      expect(random).toHaveBeenCalledTimes(2)
      expect(c2).not.toBe('41')
      expect(`04${c1}`).not.toBe(publicKeyOf(digits(unlucky)))
    } finally {
      random.mockRestore()
    }
  })

  it('is rejected, though the hash matches', () => {
    const c3 = Buffer.from(hash(bytes(`${shared.slice(0, 64)}41${shared.slice(64)}`))).toString('hex')
    const c1 = publicKeyOf(digits(unlucky)).slice(2)
    expect(decrypt(scalar, { c1, c3, c2: '41' })).toBeUndefined()
  })
})
