/** What a DER structure is, told from its first two elements. */
export type DerShape =
  | 'pkcs8-private'
  | 'pkcs8-encrypted'
  | 'pkcs1-private'
  | 'sec1-private'
  | 'spki'
  | 'pkcs1-public'
  | 'certificate'

const integer = 0x02
const bitString = 0x03
const octetString = 0x04
const oid = 0x06
const sequence = 0x30

/** The DER of an AlgorithmIdentifier: rsaEncryption (1.2.840.113549.1.1.1), NULL. */
const rsaAlgorithm = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
]

interface Span {
  readonly start: number
  readonly end: number
}

/** One DER element; the span is that of its contents. */
export interface Element extends Span {
  readonly tag: number
}

/**
 * Tells which kind of key or certificate the bytes hold, so that a mix-up can be named.
 *
 * It looks at tags and lengths only; the runtime's own importer reads the key.
 */
export function derShape(der: Uint8Array): DerShape | undefined {
  const [outer, behind] = elementsIn(der)
  if (outer?.tag !== sequence || behind) return undefined
  const [first, second] = elementsIn(der, outer)
  if (!first || !second) return undefined
  if (first.tag === integer) {
    if (second.tag === sequence) return 'pkcs8-private'
    if (second.tag === octetString) return 'sec1-private'
    if (second.tag !== integer) return undefined
    return first.end - first.start === 1 ? 'pkcs1-private' : 'pkcs1-public'
  }
  if (first.tag !== sequence) return undefined
  if (elementsIn(der, first)[0]?.tag !== oid) return second.tag === sequence ? 'certificate' : undefined
  if (second.tag === bitString) return 'spki'
  return second.tag === octetString ? 'pkcs8-encrypted' : undefined
}

/** Whether the key inside a PKCS#8 or SPKI structure is an RSA key. */
export function isRsa(der: Uint8Array): boolean {
  return der.some((_, at) => rsaAlgorithm.every((byte, i) => der[at + i] === byte))
}

/** PKCS#1 `RSAPrivateKey` → PKCS#8 `PrivateKeyInfo` (RFC 5208). */
export function pkcs1ToPkcs8(pkcs1: Uint8Array): Uint8Array {
  return encodeElement(sequence, [integer, 1, 0], rsaAlgorithm, encodeElement(octetString, pkcs1))
}

/** PKCS#1 `RSAPublicKey` → `SubjectPublicKeyInfo` (RFC 5280). */
export function pkcs1ToSpki(pkcs1: Uint8Array): Uint8Array {
  return encodeElement(sequence, rsaAlgorithm, encodeElement(bitString, [0], pkcs1))
}

/** The elements that fill a span of bytes, or the contents of an element, one after another; none if they do not. */
export function elementsIn(der: Uint8Array, span: Span = { start: 0, end: der.length }): Element[] {
  const elements: Element[] = []
  for (let at = span.start; at < span.end; ) {
    const element = elementAt(der, at)
    if (!element || element.end > span.end) return []
    elements.push(element)
    at = element.end
  }
  return elements
}

function elementAt(der: Uint8Array, at: number): Element | undefined {
  const tag = der[at]
  let length = der[at + 1]
  if (tag === undefined || length === undefined) return undefined
  let start = at + 2
  if (length >= 0x80) {
    const count = length & 0x7f
    // No key or certificate is longer than 64 KiB; indefinite lengths (count 0) are not DER.
    if (count === 0 || count > 2) return undefined
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (der[start++] ?? 0)
  }
  return { tag, start, end: start + length }
}

/** One DER element, of at most 64 KiB. */
export function encodeElement(tag: number, ...parts: ArrayLike<number>[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  const out = new Uint8Array(1 + size.length + length)
  let at = 0
  for (const part of [[tag], size, ...parts]) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equalBytes(one: Uint8Array, other: ArrayLike<number>): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
