import { AuthError, type Bytes, toBytes } from '@wxdp/auth'
import { type KeyFile, type KeyNeed, kindOf, notNeeded, readKeyFile } from '@wxdp/auth/suite'

/**
 * A key as PEM (a string or bytes, with other lines or blocks around it, in Base64 again, or in UTF-16), bare Base64 or
 * DER. Private keys may be PKCS#8 or SEC 1; public keys may be SPKI or X.509 certificates.
 */
export type Sm2KeyInput = string | Bytes

/**
 * Reads a key input and checks its role and its curve, without any cryptography.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKey(need: KeyNeed, input: unknown): KeyFile {
  const bytes = typeof input === 'string' ? input : toBytes(input)
  if (bytes === undefined) throw notNeeded(kindOf(input), need)
  const file = readKeyFile(need, bytes)
  if (file.algorithm !== 'SM2') throw unsupportedKey(`an ${file.algorithm ?? 'unknown kind of'} key`)
  // A copy: later changes to the caller's array must not change the key. (Buffer.prototype.slice would not copy.)
  return { ...file, der: Uint8Array.from(file.der) }
}

/** The error for a key of the right role that is not SM2. */
export function unsupportedKey(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}, expected a key on the curve SM2 (1.2.156.10197.1.301).${what.includes('RSA') ? ' For RSA, use @wxdp/auth.' : ''}`,
  )
}
