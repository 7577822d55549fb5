import { AuthError } from '@wxdp/auth'
import { equalBytes, invalidKey, isRsa, type KeyFile, type KeyRole, readKeyFile } from '@wxdp/auth/suite'
import { readEcKey } from './ec-key.ts'

/**
 * A key as people hold one: PEM text (LF, CRLF, `\n` written out, or bare Base64), PEM or DER bytes. PKCS#8 and
 * SEC 1 for private keys; SPKI and X.509 certificates for public ones.
 */
export type Sm2KeyInput = string | Uint8Array

/** 1.2.156.10197.1.301, sm2p256v1. */
const sm2Curve = [0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d]

/**
 * Tells what a key input is and whether it fits the role, without any cryptography.
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
    throw notSm2(isOther ? 'a key of another algorithm' : 'an RSA key')
  }
  if (!key.curve) throw notSm2('an elliptic-curve key that does not name its curve')
  if (!equalBytes(key.curve, sm2Curve)) throw notSm2('a key of another elliptic curve')
  // A copy: what the caller does to its array later must not change the key. (Slices of a Node Buffer are none.)
  return { ...file, der: Uint8Array.from(file.der) }
}

/** The right role, and no key of this suite. */
export function notSm2(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}; wanted is a key of the curve SM2, 1.2.156.10197.1.301 (RSA: @wxdp/auth). openssl asn1parse -in key.pem shows what it is.`,
  )
}
