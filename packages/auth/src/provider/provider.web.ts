import { decodeBase64, encodeBase64 } from '../encoding/base64.ts'
import type { Oaep, Provider, RsaSource } from './provider.ts'

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const rsaUsages = { private: 'sign', public: 'verify' } as const

/** Imports a key, not extractable, for one use: WebCrypto allows no other. */
async function importFor(
  algorithm: RsaHashedImportParams,
  usage: KeyUsage,
  source: RsaSource,
): Promise<CryptoKey> {
  const jwk =
    source.form === 'jwk' ? source.jwk : await crypto.subtle.exportKey('jwk', source.key as CryptoKey)
  // Only the numbers: WebCrypto exports `alg` and `key_ops`, too, and rejects them for another use.
  const { kty, n, e, d, p, q, dp, dq, qi } = jwk
  const numbers = { kty, n, e, d, p, q, dp, dq, qi } as JsonWebKey
  return crypto.subtle.importKey('jwk', numbers, algorithm, false, [usage])
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
  source.form === 'cryptoKey' ? source.key : importFor(rsa, rsaUsages[role], source)

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

/** OAEP of every runtime with WebCrypto. */
export const oaep: Oaep = {
  use: (role, source) => importFor(sha1, oaepUsages[role], source),
  encrypt: async (key, plaintext) =>
    new Uint8Array(await crypto.subtle.encrypt(sha1, key as CryptoKey, plaintext as BufferSource)),
  decrypt: async (key, ciphertext) =>
    new Uint8Array(await crypto.subtle.decrypt(sha1, key as CryptoKey, ciphertext as BufferSource)),
}
