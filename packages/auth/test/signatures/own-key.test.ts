// A signer recognises its own public key, which people file under PUB_KEY_ID_… instead of WeChat Pay's.
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'
import { createKeyring, createSigner, type KeyInput, type PublicKey, type Signer } from '@wxdp/auth'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'

const { merchant, platform } = keys
const own = freshKeyPair()
const other = freshKeyPair()
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const der = (pem: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'))

const privateForms: Readonly<Record<string, () => unknown>> = {
  PEM: () => own.privateKey,
  DER: () => der(own.privateKey),
  'DER in a Buffer': () => Buffer.from(der(own.privateKey)),
  'PKCS#1': () => createPrivateKey(own.privateKey).export({ type: 'pkcs1', format: 'der' }),
  JWK: () => createPrivateKey(own.privateKey).export({ format: 'jwk' }),
  KeyObject: () => createPrivateKey(own.privateKey),
}
const publicForms: Readonly<Record<string, (pair: typeof own) => unknown>> = {
  PEM: ({ publicKey }) => publicKey,
  'PKCS#1': ({ publicKey }) => createPublicKey(publicKey).export({ type: 'pkcs1', format: 'pem' }),
  JWK: ({ publicKey }) => createPublicKey(publicKey).export({ format: 'jwk' }),
  KeyObject: ({ publicKey }) => createPublicKey(publicKey),
}

const signerOf = (privateKey: unknown): Signer =>
  createSigner({ ...merchant, privateKey: privateKey as KeyInput })
const keyOf = (input: unknown, serialNo = platform.serialNo): PublicKey =>
  createKeyring({ [serialNo]: input as KeyInput }).find(serialNo) as PublicKey

describe('isOwn', () => {
  it.each(
    Object.keys(privateForms).flatMap((one) => Object.keys(publicForms).map((two) => [one, two] as const)),
  )('recognises the public key of a private key: %s, %s', (one, two) => {
    const signer = signerOf(privateForms[one]?.())
    expect(signer.isOwn?.(keyOf(publicForms[two]?.(own)))).toBe(true)
    expect(signer.isOwn?.(keyOf(publicForms[two]?.(other)))).toBe(false)
  })

  it('recognises the key in a certificate', () => {
    const serialNo = '4123456789ABCDEF0123456789ABCDEF01234567'
    const certificate = certificateFor(own.privateKey, { serialNo })
    expect(signerOf(own.privateKey).isOwn?.(keyOf(certificate, serialNo))).toBe(true)
  })

  it('is false where a CryptoKey hides its numbers', async () => {
    const { subtle } = webcrypto
    const secret = await subtle.importKey('pkcs8', der(own.privateKey), rsa, false, ['sign'])
    const open = await subtle.importKey('spki', der(own.publicKey), rsa, true, ['verify'])
    expect(signerOf(secret).isOwn?.(keyOf(own.publicKey))).toBe(false)
    expect(signerOf(own.privateKey).isOwn?.(keyOf(open))).toBe(false)
    expect(signerOf(secret).isOwn?.(keyOf(open))).toBe(false)
  })
})
