// OpenSSL as an oracle, in both directions.
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'
import {
  createKeyring,
  createVerifier,
  decryptField,
  encryptField,
  importPrivateKey,
  importPublicKey,
  type KeyInput,
  type Keyring,
  type PublicKey,
} from '@wxdp/auth'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, openssl } from '@wxdp-internal/fixtures/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const platformSerial = keys.platform.serialNo
const { privateKey, publicKey } = freshKeyPair()
const keyringOf = (key: KeyInput, serialNo = platformSerial): Keyring =>
  createVerifier({ keys: { [serialNo]: key } }).keyring
const keyring = keyringOf(publicKey)
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')

const padding = ['-pkeyopt', 'rsa_padding_mode:oaep']
const opensslDecrypt = (ciphertext: string): string =>
  openssl(
    (file) => ['pkeyutl', '-decrypt', '-inkey', file('key.pem', privateKey), ...padding],
    bytesOf(ciphertext),
  ).toString()
const opensslEncrypt = (plaintext: string | Uint8Array, ...options: string[]): string =>
  openssl((file) => {
    const key = ['-pubin', '-inkey', file('key.pem', publicKey)]
    return ['pkeyutl', '-encrypt', ...key, ...padding, ...options]
  }, plaintext).toString('base64')

/** 214 bytes, the maximum. */
const longest = `${'字'.repeat(71)}a`

describe('encryptField', () => {
  it.each(['', 'a', '张三', longest, '\u{1F600}'])('OpenSSL decrypts %j', async (plaintext) => {
    const { ciphertext, serialNo } = await encryptField(keyring, plaintext)
    expect(opensslDecrypt(ciphertext)).toBe(plaintext)
    expect(serialNo).toBe(platformSerial)
  })

  it('encrypts with the preferred key of the keyring and returns its serial', async () => {
    const certificate = certificateFor(privateKey, { serialNo: '4123456789ABCDEF0123456789ABCDEF01234567' })
    const keys = {
      PUB_KEY_ID_1: freshKeyPair().publicKey,
      '4123456789abcdef0123456789abcdef01234567': certificate,
    }
    const { serialNo, ciphertext } = await encryptField(
      createKeyring(keys, { preferred: '4123456789ABCDEF0123456789ABCDEF01234567' }),
      'x',
    )
    expect(serialNo).toBe('4123456789ABCDEF0123456789ABCDEF01234567')
    expect(opensslDecrypt(ciphertext)).toBe('x')
  })

  it('rejects a key of another suite', async () => {
    const key = (await importPublicKey(publicKey)) as PublicKey
    const suite = () => ({ ...key.suite(), name: 'SM2' as const })
    const other: Keyring = { ...keyring, find: () => ({ ...key, suite }) }
    expect(await codeOf(() => encryptField(other, 'x'))).toBe('AUTH_KEY_UNSUPPORTED')
    await expect(encryptField(other, 'x')).rejects.toThrow(/an SM2 key; .* needs an RSA key/)
  })

  it('looks up the serial if none is preferred, and rejects a serial without a key', async () => {
    const withoutPreferred = { ...keyring, preferred: undefined }
    const withLookup = { ...withoutPreferred, encryptionSerial: async () => platformSerial }
    expect((await encryptField(withLookup, 'x')).serialNo).toBe(platformSerial)
    const withoutKey = { ...withoutPreferred, encryptionSerial: async () => 'PUB_KEY_ID_9' }
    const withoutSerial = { ...withoutPreferred, encryptionSerial: async () => undefined }
    for (const each of [withoutPreferred, withoutKey, withoutSerial]) {
      expect(await codeOf(() => encryptField(each, 'x'))).toBe('AUTH_SERIAL_UNKNOWN')
    }
  })

  it('encrypts differently each time', async () => {
    const [one, two] = [await encryptField(keyring, 'x'), await encryptField(keyring, 'x')]
    expect(one.ciphertext).not.toBe(two.ciphertext)
  })

  it('rejects a longer string without showing it', async () => {
    const run = () => encryptField(keyring, `${longest}b`)
    expect(await codeOf(run)).toBe('AUTH_FIELD_TOO_LONG')
    await expect(run()).rejects.toThrow(/215 bytes.*at most 214/)
    await expect(run()).rejects.not.toThrow(/字/)
  })

  it.each<[string, unknown]>([
    ['a lone surrogate', 'a\ud83d'],
    ['undefined', undefined],
    ['bytes', new Uint8Array(1)],
  ])('rejects %s', async (_, plaintext) => {
    expect(await codeOf(() => encryptField(keyring, plaintext as string))).toBe('AUTH_FIELD_INVALID')
  })

  it('rejects a keyring without a preferred key, or without the key itself', async () => {
    const [one, two] = [freshKeyPair().publicKey, freshKeyPair().publicKey]
    const withoutPreferred = createVerifier({ keys: { PUB_KEY_ID_1: one, PUB_KEY_ID_2: two } }).keyring
    await expect(encryptField(withoutPreferred, 'x')).rejects.toThrow(
      /known serials: PUB_KEY_ID_1, PUB_KEY_ID_2.*preferred/,
    )
    const withoutKey: Keyring = { find: async () => undefined, serials: () => [], preferred: 'PUB_KEY_ID_1' }
    expect(await codeOf(() => encryptField(withoutKey, 'x'))).toBe('AUTH_SERIAL_UNKNOWN')
    await expect(encryptField(withoutKey, 'x')).rejects.toThrow(/known serials: none/)
  })
})

describe('decryptField', () => {
  it.each(['', 'a', '张三', '\ufeffwith a mark', longest])(
    'decrypts what OpenSSL encrypts: %j',
    async (plaintext) => {
      expect(await decryptField(privateKey, opensslEncrypt(plaintext))).toBe(plaintext)
    },
  )

  it('decrypts what encryptField encrypts, for any string', async () => {
    const key = await importPrivateKey(privateKey)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (plaintext) => {
        fc.pre(new TextEncoder().encode(plaintext).length <= 214)
        const { ciphertext } = await encryptField(keyring, plaintext)
        expect(await decryptField(key, ciphertext)).toBe(plaintext)
      }),
      { numRuns: 30 },
    )
  })

  const good = opensslEncrypt('secret')
  const changed = bytesOf(good)
  changed[200] = (changed[200] as number) ^ 1

  it.each<[string, unknown, string]>([
    ['an altered ciphertext', changed.toString('base64'), 'AUTH_DECRYPT_FAILED'],
    ['OAEP with SHA-256', opensslEncrypt('x', '-pkeyopt', 'rsa_oaep_md:sha256'), 'AUTH_DECRYPT_FAILED'],
    ['PKCS#1 v1.5 padding', opensslEncrypt('x', '-pkeyopt', 'rsa_padding_mode:pkcs1'), 'AUTH_DECRYPT_FAILED'],
    ['what is not UTF-8', opensslEncrypt(Uint8Array.of(0xff, 0x41)), 'AUTH_DECRYPT_FAILED'],
    ['255 bytes', bytesOf(good).subarray(1).toString('base64'), 'AUTH_FIELD_INVALID'],
    ['257 bytes', Buffer.concat([bytesOf(good), Buffer.of(0)]).toString('base64'), 'AUTH_FIELD_INVALID'],
    ['what is not Base64', `${good.slice(4)}-_-_`, 'AUTH_FIELD_INVALID'],
    ['an empty string', '', 'AUTH_FIELD_INVALID'],
    ['undefined', undefined, 'AUTH_FIELD_INVALID'],
  ])('rejects %s', async (_, ciphertext, code) => {
    expect(await codeOf(() => decryptField(privateKey, ciphertext as string))).toBe(code)
  })

  it('rejects another key, and reveals nothing of the plaintext in the error', async () => {
    const error = await decryptField(freshKeyPair().privateKey, good).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'AUTH_DECRYPT_FAILED' })
    expect((error as Error).cause).toBeUndefined()
    expect(await codeOf(() => decryptField(publicKey, good))).toBe('AUTH_KEY_ROLE')
  })
})

describe('a key in any form', () => {
  const der = bytesOf(privateKey.replace(/-----[^-]+-----/g, ''))
  const spki = bytesOf(publicKey.replace(/-----[^-]+-----/g, ''))
  const privateCryptoKey = (extractable: boolean) =>
    webcrypto.subtle.importKey('pkcs8', der, rsa, extractable, ['sign']) as Promise<KeyInput>
  const publicCryptoKey = (extractable: boolean) =>
    webcrypto.subtle.importKey('spki', spki, rsa, extractable, ['verify']) as Promise<KeyInput>

  it.each<[string, () => KeyInput | Promise<KeyInput>]>([
    ['JWK', () => createPrivateKey(privateKey).export({ format: 'jwk' }) as KeyInput],
    ['KeyObject', () => createPrivateKey(privateKey)],
    ['CryptoKey', () => privateCryptoKey(true)],
  ])('decrypts with: %s', async (_, make) => {
    expect(await decryptField(await make(), opensslEncrypt('x'))).toBe('x')
  })

  it.each<[string, () => KeyInput | Promise<KeyInput>]>([
    ['JWK', () => createPublicKey(publicKey).export({ format: 'jwk' }) as KeyInput],
    ['KeyObject', () => createPublicKey(publicKey)],
    ['CryptoKey', () => publicCryptoKey(true)],
  ])('encrypts with: %s', async (_, make) => {
    const { ciphertext } = await encryptField(keyringOf(await make()), 'x')
    expect(opensslDecrypt(ciphertext)).toBe('x')
  })

  it('is rejected if it is a CryptoKey that is not extractable', async () => {
    const locked = await privateCryptoKey(false)
    expect(await codeOf(() => decryptField(locked, opensslEncrypt('x')))).toBe('AUTH_KEY_UNSUPPORTED')
    const closed = keyringOf(await publicCryptoKey(false))
    expect(await codeOf(() => encryptField(closed, 'x'))).toBe('AUTH_KEY_UNSUPPORTED')
  })

  it('is rejected if it has another length', async () => {
    expect(await codeOf(() => encryptField(keyringOf(freshKeyPair(1024).publicKey), 'x'))).toBe(
      'AUTH_KEY_UNSUPPORTED',
    )
  })
})
