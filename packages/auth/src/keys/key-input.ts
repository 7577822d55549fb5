import { decodeLoosely, encodeBase64Url } from '../encoding/base64.ts'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import type { CertificateFacts } from '../encoding/certificate-facts.ts'
import { rsaNumbers, trimmed } from '../encoding/rsa-numbers.ts'
import { AuthError, kindOf } from '../errors.ts'
import type { CryptoKeyLike, Jwk, KeySource } from '../provider/provider.ts'
import { type KeyNeed, notNeeded, requireRole } from './key-errors.ts'
import { readKeyFile } from './key-file.ts'

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
  const file = typeof input === 'string' ? input : toBytes(input)
  if (file !== undefined) return readFile(need, file)
  if (typeof input === 'object' && input !== null) {
    if ('kty' in input) return readJwk(need, input as Jwk)
    if ('algorithm' in input) return readCryptoKey(need, input as CryptoKeyLike)
    if ('asymmetricKeyType' in input) return readKeyObject(need, input as KeyObjectLike)
  }
  throw notNeeded(kindOf(input), need)
}

function readFile(need: KeyNeed, file: string | Uint8Array): KeySource {
  const { algorithm, certificate, der } = readKeyFile(need, file)
  if (algorithm !== 'RSA') throw unsupportedKey(`an ${algorithm ?? 'unknown kind of'} key`)
  return rsaSource(need, rsaNumbers(der), certificate)
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

/** @param numbers In the order of the names in the need, without leading zeros. */
function rsaSource(need: KeyNeed, numbers: readonly Uint8Array[], certificate?: CertificateFacts): KeySource {
  const jwk: Record<string, string> = { kty: 'RSA' }
  for (const [at, name] of need.numbers.entries()) {
    const number = numbers[at]
    if (!number?.length) throw notNeeded('damaged contents', need)
    jwk[name] = encodeBase64Url(number)
  }
  const [modulus, exponent] = numbers as [Uint8Array, Uint8Array]
  requireOdd(need, exponent, modulus)
  const bits = 8 * modulus.length + 24 - Math.clz32(modulus[0] as number)
  return { form: 'jwk', jwk, bits, identity: jwk.n, ...(certificate && { certificate }) }
}

/** Under an exponent of 1, every message is its own signature. No RSA key has an even number. */
function requireOdd(need: KeyNeed, exponent: Uint8Array, modulus = exponent): void {
  const areOdd = [modulus, exponent].every((number) => (number.at(-1) as number) & 1)
  if (areOdd && exponent.join() !== '1') return
  throw notNeeded('an RSA key with an even modulus, or an exponent that is 1 or even', need)
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
  return readFile(need, key.export({ type: need.encoding, format: 'der' }))
}

/** The error for a key of the right role that this suite does not support. */
export function unsupportedKey(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}, expected an RSA key of 2048 bits for SHA-256.${what.includes('SM2') ? ' For SM2, use @wxdp/auth-sm.' : ''}`,
  )
}
