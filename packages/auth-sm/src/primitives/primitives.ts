import { sm2, sm3, sm4 } from 'sm-crypto-v2'
import { fromHex, toHex } from './hex.ts'

// All calls into the library are in this file, since it checks little. Callers must have checked what the comment of
// each function requires of its arguments.

/** SM2 signs it with the message (GB/T 32918.2, 5.5). WeChat Pay uses the default of the standard. */
const userId = '1234567812345678'
/** C1 C3 C2, as in GB/T 32918.4. */
const order = 1
const pointDigits = 128
const hashDigits = 64

/** A point on the curve, ready to be multiplied. */
export type Point = ReturnType<typeof sm2.precomputePublicKey>
/** A number as 64 lower-case hexadecimal digits. */
export type Digits = string

/** r and s. */
export interface Signature {
  readonly r: Digits
  readonly s: Digits
}

/** The parts of an SM2 ciphertext. C1 is a point without its first byte, `04`. */
export interface Ciphertext {
  readonly c1: string
  readonly c3: string
  readonly c2: string
}

/** SM3 (GB/T 32905): 32 bytes. */
export function hash(bytes: Uint8Array): Uint8Array {
  return fromHex(sm3(bytes))
}

/**
 * Reads a point and checks that it is on the curve.
 *
 * @param bytes Uncompressed or compressed.
 * @throws if it is not on the curve
 */
export function pointOf(bytes: Uint8Array): Point {
  // With this table of multiples, verifying takes a third of the time. A larger table takes too long to compute.
  return sm2.precomputePublicKey(toHex(bytes), 4)
}

/**
 * The public key for a private key, as `04 X Y` in hexadecimal digits.
 *
 * @param scalar From 1 to n - 2.
 */
export function publicKeyOf(scalar: Digits): string {
  return sm2.getPublicKeyFromPrivateKey(scalar)
}

/**
 * SM2 with SM3 (GB/T 32918.2).
 *
 * @param scalar From 1 to n - 2.
 * @param options.publicKey The public key of the scalar: {@link publicKeyOf}.
 */
export function sign(
  scalar: Digits,
  message: Uint8Array,
  { publicKey }: { readonly publicKey: string },
): Signature {
  const both = sm2.doSignature(message, scalar, { hash: true, publicKey, userId })
  return { r: both.slice(0, 64), s: both.slice(64) }
}

/** @param signature Both numbers from 1 to n - 1. */
export function verify(publicKey: Point, message: Uint8Array, { r, s }: Signature): boolean {
  return sm2.doVerifySignature(message, r + s, publicKey, { hash: true, userId })
}

/**
 * SM2 encryption (GB/T 32918.4).
 *
 * @param plaintext At least one byte.
 */
export function encrypt(publicKey: Point, plaintext: Uint8Array): Ciphertext {
  const clear = toHex(plaintext)
  for (;;) {
    const all = sm2.doEncrypt(plaintext, publicKey, order)
    const c2 = all.slice(pointDigits + hashDigits)
    // Step A5 of the standard: if the key stream is all zero, choose another random number. The library does not.
    if (c2 !== clear) return { c1: all.slice(0, pointDigits), c3: all.slice(pointDigits, -c2.length), c2 }
  }
}

/**
 * @param scalar From 1 to n - 2.
 * @returns The plaintext; `undefined` if its hash does not match or the key stream is all zero (step B4).
 * @throws if C1 is not on the curve
 */
export function decrypt(scalar: Digits, { c1, c3, c2 }: Ciphertext): Uint8Array | undefined {
  // Do not use the library's ASN.1 reader: it does not check that C1 is on the curve.
  const plaintext: unknown = sm2.doDecrypt(c1 + c3 + c2, scalar, order, { output: 'array' })
  // It returns an empty array if the hash does not match.
  return plaintext instanceof Uint8Array && toHex(plaintext) !== c2 ? plaintext : undefined
}

const tagLength = 16

/**
 * SM4-GCM (RFC 8998, 3.2.1).
 *
 * @param key 16 bytes.
 * @param nonce 12 bytes.
 * @param sealed At least 16 bytes.
 * @returns `undefined` if the tag does not match.
 */
export function openGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  associatedData: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const end = sealed.length - tagLength
  const tag = sealed.subarray(end)
  const options = { mode: 'gcm', iv: nonce, associatedData, tag, output: 'array' } as const
  try {
    return sm4.decrypt(sealed.subarray(0, end), key, options)
  } catch {
    // With arguments of these lengths, it throws only if the tag does not match.
    return undefined
  }
}

/** The reverse of {@link openGcm}. */
export function sealGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  associatedData: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const options = { mode: 'gcm', iv: nonce, associatedData, outputTag: true, output: 'array' } as const
  const { output, tag } = sm4.encrypt(plaintext, key, options)
  const sealed = new Uint8Array(output.length + tagLength)
  sealed.set(output)
  sealed.set(tag as Uint8Array, output.length)
  return sealed
}
