import { rsaNumbers } from '../encoding/rsa-numbers.ts'
import { aPublicKey } from '../keys/key-errors.ts'
import { readKeyFile } from '../keys/key-file.ts'

/** What an RSA signature was made over. */
export interface RecoveredDigest {
  /** Name of the hash, such as `SHA-256`. */
  readonly hash: string
  /** Hexadecimal. */
  readonly digest: string
}

/** DigestInfo of PKCS #1, before the digest: RFC 8017, 9.2. */
const prefixes: readonly (readonly [hash: string, prefix: string])[] = [
  ['SHA-256', '3031300d060960864801650304020105000420'],
  ['SHA-1', '3021300906052b0e03021a05000414'],
  ['SHA-384', '3041300d060960864801650304020205000430'],
  ['SHA-512', '3051300d060960864801650304020305000440'],
  ['MD5', '3020300c06082a864886f70d020505000410'],
]

/**
 * The digest inside an RSA signature (PKCS #1 v1.5). It shows what was signed when a signature does not fit: for
 * diagnoses, never instead of verifying.
 *
 * @param publicKey PEM or DER of a public key or certificate.
 * @returns `undefined` if the signature was not made with this key
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`
 */
export function recoverDigest(
  signature: Uint8Array,
  publicKey: string | Uint8Array,
): RecoveredDigest | undefined {
  const [modulus = 0n, exponent = 0n] = rsaNumbers(readKeyFile(aPublicKey, publicKey).der).map(numberOf)
  // Of another algorithm.
  if (modulus === 0n) return undefined
  const padded = power(numberOf(signature), exponent, modulus).toString(16)
  // 0001 ff…ff 00 DigestInfo; the first zeros are not part of the number.
  const info = /^1(?:ff){8,}00(.+)$/.exec(padded)?.[1] ?? ''
  const known = prefixes.find(([, prefix]) => info.startsWith(prefix))
  return known && { hash: known[0], digest: info.slice(known[1].length) }
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
