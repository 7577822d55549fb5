import { encodeBase64Url } from '../encoding/base64.ts'
import { toBytes } from '../encoding/bytes.ts'
import type { CertificateFacts } from '../encoding/certificate-facts.ts'
import { rsaNumbers } from '../encoding/rsa-numbers.ts'
import { AuthError, kindOf } from '../errors.ts'
import type { KeySource } from '../provider/provider.ts'
import { type KeyNeed, notNeeded } from './key-errors.ts'
import { readKeyFile } from './key-file.ts'

/**
 * Reads an RSA key from a file, as a string or as bytes, and checks its role.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 */
export function readRsaFile(need: KeyNeed, input: unknown): KeySource {
  const file = typeof input === 'string' ? input : toBytes(input)
  if (file === undefined) throw notNeeded(kindOf(input), need)
  const { algorithm, certificate, der } = readKeyFile(need, file)
  if (algorithm !== 'RSA') throw unsupportedKey(`an ${algorithm ?? 'unknown kind of'} key`)
  return rsaSource(need, rsaNumbers(der), certificate)
}

/** @param numbers In the order of the names in the need, without leading zeros. */
export function rsaSource(
  need: KeyNeed,
  numbers: readonly Uint8Array[],
  certificate?: CertificateFacts,
): KeySource {
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
export function requireOdd(need: KeyNeed, exponent: Uint8Array, modulus: Uint8Array = exponent): void {
  const areOdd = [modulus, exponent].every((number) => (number.at(-1) as number) & 1)
  if (areOdd && exponent.join() !== '1') return
  throw notNeeded('an RSA key with an even modulus, or an exponent that is 1 or even', need)
}

/** The error for a key of the right role that this suite does not support. */
export function unsupportedKey(what: string): AuthError {
  return new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found ${what}, expected an RSA key of 2048 bits for SHA-256.${what.includes('SM2') ? ' For SM2, use @wxdp/auth-sm.' : ''}`,
  )
}
