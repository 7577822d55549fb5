import { type CryptoKey, importJWK, importPKCS8, importSPKI, importX509, type JWK } from 'jose'
import type { ImportedKey, KeyRole, KeySource, Provider } from './provider.ts'

const rsa = { name: 'RSASSA-PKCS1-v1_5' } as const
// jose's name for RSASSA-PKCS1-v1_5 with SHA-256.
const algorithm = 'RS256'

async function importKey(role: KeyRole, source: KeySource): Promise<ImportedKey> {
  const key = await read(role, source)
  return { key, bits: (key.algorithm as { modulusLength?: number }).modulusLength }
}

async function read(role: KeyRole, source: KeySource): Promise<CryptoKey> {
  switch (source.form) {
    case 'der':
      return role === 'private'
        ? importPKCS8(toPem('PRIVATE KEY', source.der), algorithm)
        : importSPKI(toPem('PUBLIC KEY', source.der), algorithm)
    case 'certificate':
      return importX509(toPem('CERTIFICATE', source.der), algorithm)
    case 'jwk': {
      // `key_ops` and `use` say what others meant it for; the role here decides, and has been checked.
      const { key_ops: _, use: __, ...jwk } = source.jwk as JWK
      return (await importJWK(jwk, algorithm)) as CryptoKey
    }
    case 'cryptoKey':
      return source.key as CryptoKey
  }
}

function toPem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${toBase64(der)}\n-----END ${label}-----`
}

// A loop, not a spread: String.fromCharCode(...bytes) overflows the stack on large bodies.
function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
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
}
