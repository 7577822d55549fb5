import { createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto'
import { createSigner, createVerifier, importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, openssl } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'

const { merchant } = keys
const platformSerial = keys.platform.serialNo
const { privateKey, publicKey } = freshKeyPair()
const privateObject = createPrivateKey(privateKey)
const publicObject = createPublicKey(publicKey)
const certificateSerial = '0123456789ABCDEF0123456789ABCDEF01234567'
const certificate = certificateFor(privateKey, { serialNo: certificateSerial })
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const bare = (pem: string): string => pem.replace(/-----[^-]+-----/g, '').replace(/\s/g, '')
const der = (pem: string): Uint8Array => new Uint8Array(Buffer.from(bare(pem), 'base64'))

const privateForms: Record<string, () => KeyInput | Promise<KeyInput>> = {
  'PEM with LF': () => privateKey,
  'PEM with CRLF': () => privateKey.replaceAll('\n', '\r\n'),
  'PEM with literal \\n': () => privateKey.replaceAll('\n', '\\n'),
  'PEM with literal \\r\\n': () => privateKey.replaceAll('\n', '\\r\\n'),
  'PEM between other lines': () => `Bag Attributes\n${privateKey}\nmore`,
  'bare Base64': () => bare(privateKey),
  'PEM bytes': () => utf8(privateKey),
  'DER bytes': () => der(privateKey),
  'PKCS#1 PEM': () => privateObject.export({ type: 'pkcs1', format: 'pem' }) as string,
  'PKCS#1 DER': () => new Uint8Array(privateObject.export({ type: 'pkcs1', format: 'der' })),
  JWK: () => privateObject.export({ format: 'jwk' }) as KeyInput,
  'JWK for another use': () =>
    ({ ...privateObject.export({ format: 'jwk' }), use: 'enc', key_ops: ['decrypt'] }) as KeyInput,
  KeyObject: () => privateObject as unknown as KeyInput,
  CryptoKey: () =>
    webcrypto.subtle.importKey('pkcs8', der(privateKey), rsa, true, ['sign']) as Promise<KeyInput>,
  'CryptoKey that is not extractable': () =>
    webcrypto.subtle.importKey('pkcs8', der(privateKey), rsa, false, ['sign']) as Promise<KeyInput>,
}

const publicForms: Record<string, () => KeyInput | Promise<KeyInput>> = {
  'PEM with LF': () => publicKey,
  'PEM with CRLF': () => publicKey.replaceAll('\n', '\r\n'),
  'PEM with literal \\n': () => publicKey.replaceAll('\n', '\\n'),
  'PEM bytes': () => utf8(publicKey),
  'bare Base64': () => bare(publicKey),
  'DER bytes': () => der(publicKey),
  'PKCS#1 PEM': () => publicObject.export({ type: 'pkcs1', format: 'pem' }) as string,
  'PKCS#1 DER': () => new Uint8Array(publicObject.export({ type: 'pkcs1', format: 'der' })),
  JWK: () => publicObject.export({ format: 'jwk' }) as KeyInput,
  KeyObject: () => publicObject as unknown as KeyInput,
  CryptoKey: () =>
    webcrypto.subtle.importKey('spki', der(publicKey), rsa, true, ['verify']) as Promise<KeyInput>,
  certificate: () => certificate,
  'certificate with CRLF': () => certificate.replaceAll('\n', '\r\n'),
  'certificate with literal \\n': () => certificate.replaceAll('\n', '\\n'),
  'certificate as bare Base64': () => bare(certificate),
  'certificate DER': () => der(certificate),
  'CryptoKey that is not extractable': () =>
    webcrypto.subtle.importKey('spki', der(publicKey), rsa, false, ['verify']) as Promise<KeyInput>,
}

describe('a key in any form', () => {
  it.each(Object.keys(privateForms))('signs with: %s', async (form) => {
    const key = await importPrivateKey((await privateForms[form]?.()) as KeyInput)
    const headers = await signMessage({ body: utf8('{}'), serialNo: platformSerial, privateKey: key })
    const verifier = createVerifier({ keys: { [platformSerial]: publicKey } })
    await expect(verifier.verify({ headers: { ...headers }, body: utf8('{}') })).resolves.toBeDefined()
  })

  it.each(Object.keys(publicForms))('verifies with: %s', async (form) => {
    const key = await importPublicKey((await publicForms[form]?.()) as KeyInput)
    const serialNo = form.startsWith('certificate') ? certificateSerial : platformSerial
    const headers = await signMessage({ body: utf8('{}'), serialNo, privateKey })
    const verifier = createVerifier({ keys: { [serialNo]: key } })
    await expect(verifier.verify({ headers: { ...headers }, body: utf8('{}') })).resolves.toBeDefined()
  })
})

describe('an unsuitable input is rejected by name', () => {
  const small = freshKeyPair(1024)
  const encrypted = privateObject.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  })
  const legacy = privateObject.export({
    type: 'pkcs1',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  })
  const ecPem = (key: typeof ec.privateKey | typeof ec.publicKey, type: 'pkcs8' | 'spki' | 'sec1'): string =>
    key.export({ type, format: 'pem' } as never) as unknown as string
  const pkcs1 = (pem: string) => createPublicKey(pem).export({ type: 'pkcs1', format: 'pem' })
  const damaged = der(privateKey).slice()
  // Where the RSA key inside the PKCS#8 structure begins.
  damaged.fill(0, 26, 60)

  it.each<[string, unknown, string]>([
    ['a certificate', certificate, 'AUTH_KEY_ROLE'],
    ['a public key', publicKey, 'AUTH_KEY_ROLE'],
    ['a public JWK', publicObject.export({ format: 'jwk' }), 'AUTH_KEY_ROLE'],
    ['a public KeyObject', publicObject, 'AUTH_KEY_ROLE'],
    ['an encrypted PKCS#8 key', encrypted, 'AUTH_KEY_UNSUPPORTED'],
    ['an encrypted PKCS#1 key', legacy, 'AUTH_KEY_UNSUPPORTED'],
    ['a key of 1024 bits', small.privateKey, 'AUTH_KEY_UNSUPPORTED'],
    ['an EC key', ecPem(ec.privateKey, 'pkcs8'), 'AUTH_KEY_UNSUPPORTED'],
    ['an EC key in SEC 1', ecPem(ec.privateKey, 'sec1'), 'AUTH_KEY_UNSUPPORTED'],
    ['an EC JWK', ec.privateKey.export({ format: 'jwk' }), 'AUTH_KEY_UNSUPPORTED'],
    ['an EC KeyObject', ec.privateKey, 'AUTH_KEY_UNSUPPORTED'],
    ['a blank string', ' \n', 'AUTH_KEY_INVALID'],
    ['an empty array of bytes', new Uint8Array(), 'AUTH_KEY_INVALID'],
    ['a file name', 'apiclient_key.pem', 'AUTH_KEY_INVALID'],
    ['half a PEM', privateKey.slice(0, 800), 'AUTH_KEY_INVALID'],
    ['Base64 of something else', 'aGVsbG8gd29ybGQh', 'AUTH_KEY_INVALID'],
    ['damaged contents', damaged, 'AUTH_KEY_INVALID'],
    ['null', null, 'AUTH_KEY_INVALID'],
    ['undefined', undefined, 'AUTH_KEY_INVALID'],
    ['a number', 7, 'AUTH_KEY_INVALID'],
    ['an empty object', {}, 'AUTH_KEY_INVALID'],
  ])('for a private key: %s', async (_, input, code) => {
    expect(await codeOf(() => importPrivateKey(input as KeyInput))).toBe(code)
  })

  it.each<[string, unknown, string]>([
    ['a private key', privateKey, 'AUTH_KEY_ROLE'],
    ['a private PKCS#1 key', privateObject.export({ type: 'pkcs1', format: 'pem' }), 'AUTH_KEY_ROLE'],
    ['a private JWK', privateObject.export({ format: 'jwk' }), 'AUTH_KEY_ROLE'],
    ['a key of 1024 bits', small.publicKey, 'AUTH_KEY_UNSUPPORTED'],
    ['a PKCS#1 key of 1024 bits', pkcs1(small.publicKey), 'AUTH_KEY_UNSUPPORTED'],
    ['a PKCS#1 key of 512 bits', pkcs1(freshKeyPair(512).publicKey), 'AUTH_KEY_UNSUPPORTED'],
    ['an EC key', ecPem(ec.publicKey, 'spki'), 'AUTH_KEY_UNSUPPORTED'],
    ['a certificate of an EC key', certificateFor(ecPem(ec.privateKey, 'pkcs8')), 'AUTH_KEY_UNSUPPORTED'],
    ['a certificate of 1024 bits', certificateFor(small.privateKey), 'AUTH_KEY_UNSUPPORTED'],
    ['half a certificate', der(certificate).subarray(0, 400), 'AUTH_KEY_INVALID'],
    ['a certificate without fields', Buffer.from('3006300230003000', 'hex'), 'AUTH_KEY_INVALID'],
  ])('for a public key: %s', async (_, input, code) => {
    expect(await codeOf(() => importPublicKey(input as KeyInput))).toBe(code)
  })

  it('rejects a CryptoKey for another algorithm', async () => {
    const pss = await webcrypto.subtle.generateKey(
      { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      false,
      ['sign', 'verify'],
    )
    const sha1 = await webcrypto.subtle.importKey('spki', der(publicKey), { ...rsa, hash: 'SHA-1' }, true, [
      'verify',
    ])
    const aes = await webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt'])
    expect(await codeOf(() => importPrivateKey(pss.privateKey as KeyInput))).toBe('AUTH_KEY_UNSUPPORTED')
    expect(await codeOf(() => importPublicKey(sha1 as KeyInput))).toBe('AUTH_KEY_UNSUPPORTED')
    expect(await codeOf(() => importPublicKey(aes as KeyInput))).toBe('AUTH_KEY_UNSUPPORTED')
    await expect(importPublicKey(aes as KeyInput)).rejects.toThrow(/CryptoKey for AES-GCM/)
  })

  it.runIf(process.env.WXDP_PROVIDER === 'node')('says why the runtime cannot import a key', async () => {
    const algorithm = { ...rsa, hash: { name: 'SHA-256' }, modulusLength: 2048 }
    const publicExponent = Uint8Array.of(1, 0, 1)
    const impostor = { type: 'public', extractable: true, algorithm: { ...algorithm, publicExponent } }
    await expect(importPublicKey(impostor)).rejects.toMatchObject({
      code: 'AUTH_KEY_INVALID',
      cause: expect.any(TypeError),
    })
  })

  it('rejects a CryptoKey for the other role', async () => {
    const priv = await webcrypto.subtle.importKey('pkcs8', der(privateKey), rsa, true, ['sign'])
    const pub = await webcrypto.subtle.importKey('spki', der(publicKey), rsa, true, ['verify'])
    expect(await codeOf(() => importPrivateKey(pub as KeyInput))).toBe('AUTH_KEY_ROLE')
    expect(await codeOf(() => importPublicKey(priv as KeyInput))).toBe('AUTH_KEY_ROLE')
  })

  it('says whether the input is empty, and why a key cannot be read', async () => {
    await expect(importPrivateKey(' \n')).rejects.toThrow('Found an empty value, expected a private key.')
    await expect(importPrivateKey('apiclient_key.pem')).rejects.toThrow(
      'Found a file path, expected a private key. Pass the contents of apiclient_key.pem',
    )
    await expect(importPrivateKey('something else')).rejects.toThrow(
      'Found a string that is not PEM, expected a private key.',
    )
    await expect(importPublicKey(der(certificate).subarray(0, 400))).rejects.toThrow(
      'Found bytes that are neither PEM nor DER, expected a public key.',
    )
    await expect(importPrivateKey(damaged)).rejects.toThrow('Found damaged contents')
  })

  it('rejects an imported key of the other role', async () => {
    const key = await importPublicKey(publicKey)
    expect(await codeOf(() => createSigner({ ...merchant, privateKey: key as never }))).toBe('AUTH_KEY_ROLE')
  })

  it('names a mix-up when the signer is created, not at the first call', () => {
    expect(() => createSigner({ ...merchant, privateKey: certificate })).toThrow(
      'Found a certificate, expected a private key.',
    )
  })

  it.each([
    ['PKCS#8', encrypted],
    ['PKCS#1', legacy],
  ])('an encrypted %s key is rejected with the command that decrypts it', async (_, locked) => {
    const error: unknown = await importPrivateKey(locked as string).catch((thrown: unknown) => thrown)
    expect((error as Error).message).toContain('openssl pkey -in encrypted.pem -out apiclient_key.pem')
    const opened = openssl((file) => ['pkey', '-in', file('encrypted.pem', locked), '-passin', 'pass:x'])
    await expect(importPrivateKey(opened.toString())).resolves.toMatchObject({ role: 'private' })
  })

  it('error messages contain no key material', async () => {
    const inputs = [privateKey.slice(0, 800), damaged, small.privateKey, encrypted]
    for (const input of inputs) {
      const error: unknown = await importPrivateKey(input as KeyInput).catch((e: unknown) => e)
      expect(String(error)).not.toMatch(/MII|[A-Za-z0-9+/]{40}/)
    }
  })
})
