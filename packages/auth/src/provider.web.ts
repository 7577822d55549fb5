import type { ImportedKey, KeyRole, KeySource, Provider } from './provider.ts'
import { importWebKey, toBase64, type WebKeyUse } from './web-key.ts'

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
const signatures: WebKeyUse = {
  alg: 'RS256',
  algorithm: rsa,
  usage: { private: 'sign', public: 'verify' },
}

async function importKey(role: KeyRole, source: KeySource): Promise<ImportedKey> {
  const key = source.form === 'cryptoKey' ? source.key : await importWebKey(role, source, signatures)
  return { key, bits: (key.algorithm as { modulusLength?: number }).modulusLength }
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

function gcm(nonce: Uint8Array, associatedData: Uint8Array): AesGcmParams {
  return {
    name: 'AES-GCM',
    iv: nonce as BufferSource,
    additionalData: associatedData as BufferSource,
    tagLength: 128,
  }
}

/** Cryptography of every runtime that has WebCrypto: Deno, workerd, edge VMs, browsers. */
export const provider: Provider = {
  importKey,
  importSecret: (raw) =>
    crypto.subtle.importKey('raw', raw as BufferSource, 'AES-GCM', false, ['encrypt', 'decrypt']),
  sign: async (key, message) =>
    new Uint8Array(await crypto.subtle.sign(rsa, key as CryptoKey, message as BufferSource)),
  verify: (key, message, signature) =>
    crypto.subtle.verify(rsa, key as CryptoKey, signature as BufferSource, message as BufferSource),
  async open(key, nonce, associatedData, sealed) {
    try {
      return new Uint8Array(
        await crypto.subtle.decrypt(gcm(nonce, associatedData), key as CryptoKey, sealed as BufferSource),
      )
    } catch (error) {
      // OperationError is WebCrypto's word for a tag that does not match; anything else is a fault of ours.
      if ((error as { name?: unknown }).name === 'OperationError') return undefined
      throw error
    }
  },
  seal: async (key, nonce, associatedData, plaintext) =>
    new Uint8Array(
      await crypto.subtle.encrypt(gcm(nonce, associatedData), key as CryptoKey, plaintext as BufferSource),
    ),
  toBase64,
  fromBase64,
  fromText: (text) => new TextEncoder().encode(text),
  alloc: (size) => new Uint8Array(size),
}
