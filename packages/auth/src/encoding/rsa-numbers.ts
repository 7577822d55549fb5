import { bitStringTag, elementsIn, octetStringTag } from './der.ts'

/**
 * The numbers of an RSA key in PKCS#1, PKCS#8 or SPKI: modulus, exponent, and of a private key six more in the order of
 * RFC 8017, A.1.2.
 */
export function rsaNumbers(der: Uint8Array): readonly Uint8Array[] {
  const members = elementsIn(elementsIn(der)[0]?.contents)
  const key = members.find(({ tag }) => tag === octetStringTag || tag === bitStringTag)
  // A BIT STRING begins with the number of its unused bits.
  if (key) return rsaNumbers(key.contents.subarray(key.tag === bitStringTag ? 1 : 0))
  // An RSAPrivateKey begins with its version; an RSAPublicKey has just two numbers.
  return members.slice(members.length > 2 ? 1 : 0).map(({ contents }) => trimmed(contents))
}

/** Removes leading zeros. */
export function trimmed(number: Uint8Array): Uint8Array {
  const start = number.findIndex((byte) => byte > 0)
  return number.subarray(start < 0 ? number.length : start)
}
