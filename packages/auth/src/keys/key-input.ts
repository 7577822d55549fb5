import { decodeBase64Url } from '../encoding/base64.ts'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import { isRsa, pkcs1ToPkcs8, pkcs1ToSpki } from '../encoding/key-structure.ts'
import { rsaNumbers, trimmed } from '../encoding/rsa-numbers.ts'
import { AuthError } from '../errors.ts'
import type { CryptoKeyLike, Jwk, KeyRole, KeySource } from '../provider/provider.ts'
import { found, invalidKey, readKeyFile, requireRole } from './key-file.ts'

/**
 * A key in any common form: a PEM string (with LF, CRLF or literal `\n`, or bare Base64), PEM or DER bytes, a JWK, a
 * `CryptoKey` or Node's `KeyObject`. Private keys may be PKCS#8 or PKCS#1; public keys may be SPKI, PKCS#1 or X.509
 * certificates.
 */
export type KeyInput = string | Bytes | Jwk | CryptoKeyLike | KeyObjectLike

/** The part of Node's `KeyObject` that is used. */
export interface KeyObjectLike {
  readonly type: string
  readonly asymmetricKeyType?: string | undefined
  export(options: { type: 'pkcs8' | 'spki'; format: 'der' }): Uint8Array
}

/**
 * Reads a key input and checks its role, without any cryptography: a signer or verifier can be created at the module
 * scope of a worker.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readKey(role: KeyRole, input: unknown): KeySource {
  const file = typeof input === 'string' ? input : toBytes(input)
  if (file !== undefined) return withIdentity(readFile(role, file))
  if (typeof input === 'object' && input !== null) {
    if ('kty' in input) return readJwk(role, input as Jwk)
    if ('algorithm' in input) return readCryptoKey(role, input as CryptoKeyLike)
    if ('asymmetricKeyType' in input) return withIdentity(readKeyObject(role, input as KeyObjectLike))
  }
  throw invalidKey(role, `a value of type ${input === null ? 'null' : typeof input}`)
}

type DerSource = Extract<KeySource, { form: 'der' }>

function withIdentity(source: DerSource): KeySource {
  return { ...source, identity: rsaNumbers(source.der).modulus.join() }
}

function readFile(role: KeyRole, input: string | Uint8Array): DerSource {
  const source = readKeyFile(role, input)
  const { shape, der } = source
  if (shape === 'pkcs1-private') return { form: 'der', der: pkcs1ToPkcs8(der) }
  if (shape === 'pkcs1-public') return { form: 'der', der: pkcs1ToSpki(der) }
  if (!isRsa(der)) throw unsupportedKey(`${found[shape]} that is not RSA`)
  return source
}

function readJwk(role: KeyRole, jwk: Jwk): KeySource {
  if (jwk.kty !== 'RSA') throw unsupportedKey(`a JWK of type ${String(jwk.kty)}`)
  requireRole(role, jwk.d === undefined ? 'public' : 'private')
  return { form: 'jwk', jwk, identity: trimmed(decodeBase64Url(jwk.n)).join() }
}

function readCryptoKey(role: KeyRole, key: CryptoKeyLike): KeySource {
  const { name, hash } = key.algorithm as { name: string; hash?: { name?: string } }
  if (name !== 'RSASSA-PKCS1-v1_5' || hash?.name !== 'SHA-256') {
    throw unsupportedKey(`a CryptoKey for ${name}${hash?.name ? ` with ${hash.name}` : ''}`)
  }
  requireRole(role, key.type)
  return { form: 'cryptoKey', key }
}

function readKeyObject(role: KeyRole, key: KeyObjectLike): DerSource {
  if (key.asymmetricKeyType !== 'rsa')
    throw unsupportedKey(`a KeyObject of type ${String(key.asymmetricKeyType)}`)
  requireRole(role, key.type)
  return { form: 'der', der: key.export({ type: role === 'private' ? 'pkcs8' : 'spki', format: 'der' }) }
}

/** The error for a key of the right role that this suite does not support. */
export function unsupportedKey(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}, expected an RSA key of 2048 bits for SHA-256. For SM2 keys, use @wxdp/auth-sm.`,
  )
}
