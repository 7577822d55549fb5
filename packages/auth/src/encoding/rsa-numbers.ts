import { bitStringTag, elementsIn, octetStringTag } from './der.ts'

/** The numbers of an RSA public key, which its private key contains, too. Big-endian, without leading zeros. */
export interface RsaNumbers {
  readonly modulus: Uint8Array
  readonly exponent: Uint8Array
}

/** The numbers of an RSA key in PKCS#8 or SPKI. Numbers that are missing are empty. */
export function rsaNumbers(der: Uint8Array): RsaNumbers {
  const key = elementsIn(elementsIn(der)[0]?.contents).find(
    ({ tag }) => tag === octetStringTag || tag === bitStringTag,
  )
  // A BIT STRING begins with the number of its unused bits.
  const pkcs1 = key?.tag === bitStringTag ? key.contents.subarray(1) : key?.contents
  const numbers = elementsIn(elementsIn(pkcs1)[0]?.contents)
  // An RSAPrivateKey begins with its version; an RSAPublicKey has just these two numbers.
  const [modulus, exponent] = numbers.length > 2 ? numbers.slice(1) : numbers
  return { modulus: trimmed(modulus?.contents), exponent: trimmed(exponent?.contents) }
}

/** Removes leading zeros. */
export function trimmed(number: Uint8Array = new Uint8Array()): Uint8Array {
  const start = number.findIndex((byte) => byte > 0)
  return number.subarray(start < 0 ? number.length : start)
}
