import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type JsonWebKey,
  KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify as verifyNow,
  type webcrypto,
} from 'node:crypto'
import type { Oaep, Provider } from './provider.ts'
import * as web from './provider.web.ts'
import { signInTurn } from './sign-queue.node.ts'

// For one call at a time a cached KeyObject is five times as fast as WebCrypto, which runs every call on another thread.
// Bytes come from Buffer's pool: when node:crypto reads a small Uint8Array, V8 first moves it out of the heap (1 to 2 µs).

const tagLength = 16

// The cryptography of Node and Bun.

export const importKey: Provider['importKey'] = (role, source) => {
  if (source.form === 'cryptoKey') {
    // Node 26 warns if a KeyObject is made from a key that is not extractable. WebCrypto keeps using such a key.
    return source.key.extractable ? KeyObject.from(source.key as webcrypto.CryptoKey) : source.key
  }
  const key = { key: source.jwk as JsonWebKey, format: 'jwk' } as const
  return role === 'private' ? createPrivateKey(key) : createPublicKey(key)
}

export const importSecret: Provider['importSecret'] = (raw) => createSecretKey(raw)

export const sign: Provider['sign'] = (key, message) =>
  key instanceof KeyObject ? signInTurn(key, message) : web.sign(key, message)

export const verify: Provider['verify'] = (key, message, signature) =>
  key instanceof KeyObject
    ? verifyNow('sha256', message, key, signature)
    : web.verify(key, message, signature)

export const open: Provider['open'] = (key, nonce, associatedData, sealed) => {
  const end = sealed.length - tagLength
  const decipher = createDecipheriv('aes-256-gcm', key as KeyObject, nonce, { authTagLength: tagLength })
  decipher.setAAD(associatedData)
  decipher.setAuthTag(sealed.subarray(end))
  const plaintext = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
  } catch {
    // Node returns plaintext before it checks the tag. Plaintext that is not authentic must not stay in memory.
    plaintext.fill(0)
    return undefined
  }
  return plaintext
}

export const seal: Provider['seal'] = (key, nonce, associatedData, plaintext) => {
  const cipher = createCipheriv('aes-256-gcm', key as KeyObject, nonce, { authTagLength: tagLength })
  cipher.setAAD(associatedData)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

export const toBase64: Provider['toBase64'] = (bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/**
 * Takes half the time of a regular expression. Buffer's decoder skips what is not Base64 or stops at it: the length shows
 * that. It also accepts URL-safe digits, and the low byte of wider characters: both are checked here.
 */
export const fromBase64: Provider['fromBase64'] = (text) => {
  const bytes = Buffer.from(text, 'base64')
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='))
  const isWhole = bytes.length === (text.length / 4) * 3 - padding
  const isAscii = Buffer.byteLength(text) === text.length
  return isWhole && isAscii && !text.includes('-') && !text.includes('_') ? bytes : undefined
}

export const fromText: Provider['fromText'] = (text) => Buffer.from(text)
export const alloc: Provider['alloc'] = (size) => Buffer.allocUnsafe(size)

const sha1 = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }

/** OAEP of Node and Bun, where one key works for every algorithm. */
export const oaep: Oaep = {
  use: (_role, _source, key) => key,
  encrypt: (key, plaintext) => publicEncrypt({ key: key as KeyObject, ...sha1 }, plaintext),
  decrypt: (key, ciphertext) => privateDecrypt({ key: key as KeyObject, ...sha1 }, ciphertext),
}
