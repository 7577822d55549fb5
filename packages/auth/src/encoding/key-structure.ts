import {
  bitStringTag,
  elementsIn,
  encodeElement,
  integerTag,
  objectIdentifierTag,
  octetStringTag,
  sequenceTag,
} from './der.ts'

/** The structure of a key or certificate, recognised by its first two members. */
export type DerShape =
  | 'pkcs8-private'
  | 'pkcs8-encrypted'
  | 'pkcs1-private'
  | 'sec1-private'
  | 'spki'
  | 'pkcs1-public'
  | 'certificate'

/** The DER of an AlgorithmIdentifier: rsaEncryption (1.2.840.113549.1.1.1), NULL. */
const rsaAlgorithm = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
]

/**
 * Tells which kind of key or certificate the bytes are, so that an error can name a mix-up.
 *
 * It reads only tags and lengths: the runtime's own importer reads the key.
 */
export function derShape(der: Uint8Array): DerShape | undefined {
  const [outer, extra] = elementsIn(der)
  if (outer?.tag !== sequenceTag || extra) return undefined
  const [first, second] = elementsIn(outer.contents)
  if (!first || !second) return undefined
  if (first.tag === integerTag) {
    if (second.tag === sequenceTag) return 'pkcs8-private'
    if (second.tag === octetStringTag) return 'sec1-private'
    if (second.tag !== integerTag) return undefined
    return first.contents.length === 1 ? 'pkcs1-private' : 'pkcs1-public'
  }
  if (first.tag !== sequenceTag) return undefined
  if (elementsIn(first.contents)[0]?.tag !== objectIdentifierTag) {
    return second.tag === sequenceTag ? 'certificate' : undefined
  }
  if (second.tag === bitStringTag) return 'spki'
  return second.tag === octetStringTag ? 'pkcs8-encrypted' : undefined
}

/** Whether the key inside a PKCS#8 or SPKI structure is an RSA key. */
export function isRsa(der: Uint8Array): boolean {
  return der.some((_, at) => rsaAlgorithm.every((byte, i) => der[at + i] === byte))
}

/** PKCS#1 `RSAPrivateKey` → PKCS#8 `PrivateKeyInfo` (RFC 5208). */
export function pkcs1ToPkcs8(pkcs1: Uint8Array): Uint8Array {
  const version = [integerTag, 1, 0]
  return encodeElement(sequenceTag, version, rsaAlgorithm, encodeElement(octetStringTag, pkcs1))
}

/** PKCS#1 `RSAPublicKey` → `SubjectPublicKeyInfo` (RFC 5280). */
export function pkcs1ToSpki(pkcs1: Uint8Array): Uint8Array {
  return encodeElement(sequenceTag, rsaAlgorithm, encodeElement(bitStringTag, [0], pkcs1))
}
