// The subpath: the whole of jose is some sixty files, which a process without a bundler reads one by one.
import { importPKCS8, importSPKI } from 'jose/key/import'
import type { KeyRole, KeySource } from './provider.ts'

/** What a key is for: in WebCrypto a key works for one purpose. */
export interface WebKeyUse {
  /** As JSON Web Algorithms (RFC 7518) name it. */
  readonly alg: 'RS256' | 'RSA-OAEP'
  readonly algorithm: RsaHashedImportParams
  readonly usage: Readonly<Record<KeyRole, KeyUsage>>
}

/** Imports a key for WebCrypto, for one use; it cannot be exported again. */
export async function importWebKey(
  role: KeyRole,
  source: Exclude<KeySource, { form: 'cryptoKey' }>,
  { alg, algorithm, usage }: WebKeyUse,
): Promise<CryptoKey> {
  if (source.form === 'der') {
    return role === 'private'
      ? importPKCS8(toPem('PRIVATE KEY', source.der), alg)
      : importSPKI(toPem('PUBLIC KEY', source.der), alg)
  }
  // The numbers alone: `alg`, `use` and `key_ops` say what others meant the key for. The role here decides, and
  // has been checked.
  const { kty, n, e, d, p, q, dp, dq, qi } = source.jwk
  const jwk = role === 'private' ? { kty, n, e, d, p, q, dp, dq, qi } : { kty, n, e }
  // Not jose's importJWK: it brings a kilobyte of tables for what WebCrypto does itself.
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, algorithm, false, [usage[role]])
}

function toPem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${toBase64(der)}\n-----END ${label}-----`
}

// A loop, not a spread: String.fromCharCode(...bytes) overflows the stack on large bodies.
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
