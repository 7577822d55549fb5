import { decodeBase64, encodeBase64 } from '../encoding/base64.ts'
import type { Jwk, Oaep, Provider, RsaSource } from './provider.ts'

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const rsaUsages = { private: 'sign', public: 'verify' } as const

/** Imports a key, not extractable, for one use: WebCrypto allows no other. */
function importFor(algorithm: RsaHashedImportParams, usage: KeyUsage, jwk: Jwk): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, algorithm, false, [usage])
}

function gcm(nonce: Uint8Array, associatedData: Uint8Array): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: nonce as BufferSource,
    additionalData: associatedData as BufferSource,
    tagLength: 128,
  }
}

// The cryptography of every runtime with WebCrypto: Deno, workerd, edge VMs, browsers.

export const importKey: Provider['importKey'] = (role, source) =>
  source.form === 'cryptoKey' ? source.key : importFor(rsa, rsaUsages[role], source.jwk)

export const importSecret: Provider['importSecret'] = (raw) =>
  crypto.subtle.importKey('raw', raw as BufferSource, 'AES-GCM', false, ['encrypt', 'decrypt'])

export const sign: Provider['sign'] = async (key, message) =>
  new Uint8Array(await crypto.subtle.sign(rsa, key as CryptoKey, message as BufferSource))

export const verify: Provider['verify'] = (key, message, signature) =>
  crypto.subtle.verify(rsa, key as CryptoKey, signature as BufferSource, message as BufferSource)

export const open: Provider['open'] = async (key, nonce, associatedData, sealed) => {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(gcm(nonce, associatedData), key as CryptoKey, sealed as BufferSource),
    )
  } catch (error) {
    // WebCrypto throws an OperationError if the tag does not match. Any other error is a bug here.
    if ((error as { name?: unknown }).name === 'OperationError') return undefined
    throw error
  }
}

export const seal: Provider['seal'] = async (key, nonce, associatedData, plaintext) =>
  new Uint8Array(
    await crypto.subtle.encrypt(gcm(nonce, associatedData), key as CryptoKey, plaintext as BufferSource),
  )

export const toBase64: Provider['toBase64'] = encodeBase64
export const fromBase64: Provider['fromBase64'] = decodeBase64
export const fromText: Provider['fromText'] = (text) => new TextEncoder().encode(text)
export const alloc: Provider['alloc'] = (size) => new Uint8Array(size)

const sha1 = { name: 'RSA-OAEP', hash: 'SHA-1' } as const
const oaepUsages = { private: 'decrypt', public: 'encrypt' } as const

/** Only the numbers of a key: WebCrypto exports `alg` and `key_ops`, too, and rejects them for another use. */
async function numbersOf(source: RsaSource): Promise<Jwk> {
  if (source.form === 'jwk') return source.jwk
  const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', source.key as CryptoKey)
  return { kty, n, e, d, p, q, dp, dq, qi }
}

/** OAEP of every runtime with WebCrypto. */
export const oaep: Oaep = {
  use: async (role, source) => importFor(sha1, oaepUsages[role], await numbersOf(source)),
  encrypt: async (key, plaintext) =>
    new Uint8Array(await crypto.subtle.encrypt(sha1, key as CryptoKey, plaintext as BufferSource)),
  decrypt: async (key, ciphertext) =>
    new Uint8Array(await crypto.subtle.decrypt(sha1, key as CryptoKey, ciphertext as BufferSource)),
}
