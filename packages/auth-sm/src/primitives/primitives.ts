import { sm2, sm3, sm4 } from 'sm-crypto-v2'
import { fromHex, toHex } from './hex.ts'

// Every call into the library stands here, since it checks little itself: what a function's own comment demands of
// its arguments has been checked by whoever calls it.

/** Part of what SM2 signs (GB/T 32918.2, 5.5); WeChat Pay uses the one that the standard suggests. */
const userId = '1234567812345678'
/** C1 C3 C2, the order of GB/T 32918.4. */
const order = 1
const pointDigits = 128
const hashDigits = 64

/** A point that lies on the curve, ready to be multiplied. */
export type Point = ReturnType<typeof sm2.precomputePublicKey>
/** A number as 64 hexadecimal digits in lower case. */
export type Digits = string

/** r and s. */
export interface Signature {
  readonly r: Digits
  readonly s: Digits
}

/** What a SM2 ciphertext is made of; C1 is a point without its `04`. */
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
 * A point, now known to lie on the curve.
 *
 * @param bytes Uncompressed or compressed.
 * @throws whatever, if it does not
 */
export function pointOf(bytes: Uint8Array): Point {
  // With a table of its multiples verifying takes a third of the time; a larger table takes too long to make.
  return sm2.precomputePublicKey(toHex(bytes), 4)
}

/**
 * The public key of a private one, as `04 X Y` in hexadecimal digits.
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
 * @param options.publicKey That of the scalar: {@link publicKeyOf}.
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
    // A5 of the standard: where the key stream is all zero, another random number is taken. The library does not.
    if (c2 !== clear) return { c1: all.slice(0, pointDigits), c3: all.slice(pointDigits, -c2.length), c2 }
  }
}

/**
 * @param scalar From 1 to n - 2.
 * @returns The plaintext; `undefined` if its hash does not match, or the key stream is all zero (B4).
 * @throws whatever, if C1 is no point of the curve
 */
export function decrypt(scalar: Digits, { c1, c3, c2 }: Ciphertext): Uint8Array | undefined {
  // Not its ASN.1 reader: that one takes C1 without looking whether it lies on the curve.
  const plaintext: unknown = sm2.doDecrypt(c1 + c3 + c2, scalar, order, { output: 'array' })
  // For a wrong hash it returns an empty list.
  return plaintext instanceof Uint8Array && toHex(plaintext) !== c2 ? plaintext : undefined
}

const tagLength = 16

/**
 * SM4-GCM (RFC 8998, 3.2.1).
 *
 * @param key 16 bytes.
 * @param nonce 12 bytes.
 * @param sealed At least 16 bytes.
 * @returns `undefined`, if the tag does not match.
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
    // With arguments of these lengths it throws for nothing else.
    return undefined
  }
}

/** The other side of {@link openGcm}. */
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
