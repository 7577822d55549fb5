import { isRsa, pkcs1ToPkcs8, pkcs1ToSpki } from '../encoding/key-structure.ts'
import { AuthError } from '../errors.ts'
import type { Jwk, KeyRole, KeySource } from '../provider/provider.ts'
import { found, invalidKey, readKeyFile, requireRole } from './key-file.ts'

/**
 * A key in any form that people hold one: PEM text (LF, CRLF, `\n` written out, or bare Base64), PEM or DER
 * bytes, JWK, `CryptoKey`, or Node's `KeyObject`. PKCS#8 and PKCS#1 for private keys; SPKI, PKCS#1 and X.509
 * certificates for public ones.
 */
export type KeyInput = string | Uint8Array | Jwk | CryptoKeyLike | KeyObjectLike

/** A `CryptoKey`; each runtime's types have their own. */
export interface CryptoKeyLike {
  readonly type: string
  readonly algorithm: { readonly name: string }
  readonly extractable: boolean
}

/** Node's `KeyObject`, as far as it is used. */
export interface KeyObjectLike {
  readonly type: string
  readonly asymmetricKeyType?: string | undefined
  export(options: { type: 'pkcs8' | 'spki'; format: 'der' }): Uint8Array
}

/**
 * Tells what a key input is and whether it fits the role, without any cryptography: cheap enough to run when
 * a signer or verifier is made, legal at the module scope of a worker.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKey(role: KeyRole, input: unknown): KeySource {
  if (typeof input === 'string' || input instanceof Uint8Array) return readFile(role, input)
  if (typeof input === 'object' && input !== null) {
    if ('kty' in input) return readJwk(role, input as Jwk)
    if ('algorithm' in input) return readCryptoKey(role, input as CryptoKey)
    if ('asymmetricKeyType' in input) return readKeyObject(role, input as KeyObjectLike)
  }
  throw invalidKey(role, `a value of type ${input === null ? 'null' : typeof input}`)
}

function readFile(role: KeyRole, input: string | Uint8Array): KeySource {
  const source = readKeyFile(role, input)
  const { shape, der } = source
  if (shape === 'pkcs1-private') return { form: 'der', der: pkcs1ToPkcs8(der) }
  if (shape === 'pkcs1-public') return { form: 'der', der: pkcs1ToSpki(der) }
  if (!isRsa(der)) throw notRsa(`${found[shape]} that is not RSA`)
  return source
}

function readJwk(role: KeyRole, jwk: Jwk): KeySource {
  if (jwk.kty !== 'RSA') throw notRsa(`a JWK of type ${String(jwk.kty)}`)
  requireRole(role, jwk.d === undefined ? 'public' : 'private')
  return { form: 'jwk', jwk }
}

function readCryptoKey(role: KeyRole, key: CryptoKey): KeySource {
  const { name, hash } = key.algorithm as { name: string; hash?: { name?: string } }
  if (name !== 'RSASSA-PKCS1-v1_5' || hash?.name !== 'SHA-256') {
    throw notRsa(`a CryptoKey for ${name}${hash?.name ? ` with ${hash.name}` : ''}`)
  }
  requireRole(role, key.type)
  return { form: 'cryptoKey', key }
}

function readKeyObject(role: KeyRole, key: KeyObjectLike): KeySource {
  if (key.asymmetricKeyType !== 'rsa') throw notRsa(`a KeyObject of type ${String(key.asymmetricKeyType)}`)
  requireRole(role, key.type)
  return { form: 'der', der: key.export({ type: role === 'private' ? 'pkcs8' : 'spki', format: 'der' }) }
}

/** The right role, and no key of this suite. */
export function notRsa(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}; wanted is RSA, 2048 bits, SHA-256 (SM2: @wxdp/auth-sm).`,
  )
}
