import { AuthError } from '@wxdp/auth'
import { equalBytes, invalidKey, isRsa, type KeyFile, type KeyRole, readKeyFile } from '@wxdp/auth/suite'
import { readEcKey } from './ec-key.ts'

/**
 * A key as a PEM string (with LF, CRLF or literal `\n`, or bare Base64), or as PEM or DER bytes. Private keys may be
 * PKCS#8 or SEC 1; public keys may be SPKI or X.509 certificates.
 */
export type Sm2KeyInput = string | Uint8Array

/** 1.2.156.10197.1.301, sm2p256v1. */
const sm2Curve = [0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d]

/**
 * Reads a key input and checks its role and its curve, without any cryptography.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKey(role: KeyRole, input: unknown): KeyFile {
  if (typeof input !== 'string' && !(input instanceof Uint8Array)) {
    throw invalidKey(role, `a value of type ${input === null ? 'null' : typeof input}`)
  }
  const file = readKeyFile(role, input)
  const key = readEcKey(file)
  if (!key) {
    const isOther = !file.shape.startsWith('pkcs1') && !isRsa(file.der)
    throw unsupportedKey(isOther ? 'a key for another algorithm' : 'an RSA key')
  }
  if (!key.curve) throw unsupportedKey('an elliptic-curve key that does not name its curve')
  if (!equalBytes(key.curve, sm2Curve)) throw unsupportedKey('a key on another elliptic curve')
  // A copy: later changes to the caller's array must not change the key. (Buffer.prototype.slice would not copy.)
  return { ...file, der: Uint8Array.from(file.der) }
}

/** The error for a key of the right role that is not SM2. */
export function unsupportedKey(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}, expected a key on the curve SM2 (1.2.156.10197.1.301). To see what it is: openssl asn1parse -in key.pem. For RSA keys, use @wxdp/auth.`,
  )
}
