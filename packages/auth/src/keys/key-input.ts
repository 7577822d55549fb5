import { decodeLoosely } from '../encoding/base64.ts'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import { trimmed } from '../encoding/rsa-numbers.ts'
import type { CryptoKeyLike, Jwk, KeySource } from '../provider/provider.ts'
import { type KeyNeed, notNeeded, requireRole } from './key-errors.ts'
import { readRsaFile, requireOdd, rsaSource, unsupportedKey } from './rsa-file.ts'

/**
 * A key in any common form: PEM as a string or as bytes (with any line breaks, literal `\n`, quotes, other lines or
 * other blocks around it, in Base64 again, or in UTF-16), bare Base64, DER, a JWK, a `CryptoKey` or Node's `KeyObject`.
 * Private keys may be PKCS#8 or PKCS#1; public keys may be SPKI, PKCS#1 or X.509 certificates.
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
export function readKey(need: KeyNeed, input: unknown): KeySource {
  if (typeof input === 'object' && input !== null && !toBytes(input)) {
    if ('kty' in input) return readJwk(need, input as Jwk)
    if ('algorithm' in input) return readCryptoKey(need, input as CryptoKeyLike)
    if ('asymmetricKeyType' in input) return readKeyObject(need, input as KeyObjectLike)
  }
  return readRsaFile(need, input)
}

function readJwk(need: KeyNeed, jwk: Jwk): KeySource {
  if (jwk.kty !== 'RSA') throw unsupportedKey(`a JWK of type ${jwk.kty}`)
  requireRole(need, jwk.d === undefined ? 'public' : 'private')
  const numbers = need.numbers.map((name) => {
    const number = /^[\w-]+$/.test(`${jwk[name]}`) ? decodeLoosely(`${jwk[name]}`) : undefined
    if (!number) throw notNeeded(`a JWK whose ${name} is not URL-safe Base64`, need)
    return trimmed(number)
  })
  return rsaSource(need, numbers)
}

/** What the algorithm of a `CryptoKey` for RSA says. */
interface RsaAlgorithm {
  readonly name: string
  readonly hash?: { readonly name?: string }
  readonly modulusLength?: number
  readonly publicExponent?: Uint8Array
}

function readCryptoKey(need: KeyNeed, key: CryptoKeyLike): KeySource {
  const { name, hash, modulusLength, publicExponent } = key.algorithm as RsaAlgorithm
  if (name !== 'RSASSA-PKCS1-v1_5' || hash?.name !== 'SHA-256') {
    throw unsupportedKey(`a CryptoKey for ${name}${hash?.name ? ` with ${hash.name}` : ''}`)
  }
  requireRole(need, key.type)
  requireOdd(need, trimmed(publicExponent as Uint8Array))
  return { form: 'cryptoKey', key, bits: modulusLength }
}

function readKeyObject(need: KeyNeed, key: KeyObjectLike): KeySource {
  requireRole(need, key.type)
  return readRsaFile(need, key.export({ type: need.encoding, format: 'der' }))
}
