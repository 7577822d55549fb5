import { type Element, elementsIn, integerTag, octetStringTag, sequenceTag } from './der.ts'

/** What a key, a certificate or a container of them is called in messages. */
export type KeyShape =
  | 'a private key'
  | 'a public key'
  | 'a certificate'
  | 'a certificate request (CSR)'
  | 'an encrypted private key'
  | 'an OpenSSH key'
  | 'PKCS#12 (.p12)'
  | 'PKCS#7 (.p7b)'

/** No DER element that we read is longer. */
const maxLength = 0x10003

/** Each shape by the tags of its members, a colon, and the tags inside the first of them, all in hexadecimal. */
const shapes: readonly (readonly [tags: RegExp, shape: KeyShape])[] = [
  // PKCS#8: version, algorithm, key. SEC 1: version, key. PKCS#1: version and eight numbers.
  [/^(023004|0204|(02){9})/, 'a private key'],
  // PKCS#1: two numbers. SPKI: algorithm, key.
  [/^(0202:|3003:06)/, 'a public key'],
  // Inside: version, subject, key, attributes.
  [/^303003:023030a0/, 'a certificate request (CSR)'],
  // What is signed, algorithm.
  [/^3030/, 'a certificate'],
  // Algorithm, ciphertext.
  [/^3004:06/, 'an encrypted private key'],
  // Version, contents, perhaps a MAC.
  [/^0230(30)?:/, 'PKCS#12 (.p12)'],
  // Type, contents.
  [/^06a0/, 'PKCS#7 (.p7b)'],
]

/**
 * Tells which kind of key, certificate or container the bytes are, so that an error can name a mix-up.
 *
 * It reads only tags and lengths.
 */
export function derShape(der: Uint8Array): KeyShape | undefined {
  // Also a bound for what is read of garbage.
  if (der.length > maxLength) return undefined
  const [outer, extra] = elementsIn(der)
  if (outer?.tag !== sequenceTag || extra) return undefined
  const members = elementsIn(outer.contents)
  const tags = `${tagsOf(members)}:${tagsOf(elementsIn(members[0]?.contents))}`
  return shapes.find(([pattern]) => pattern.test(tags))?.[1]
}

function tagsOf(elements: readonly Element[]): string {
  return elements.map(({ tag }) => (tag + 0x100).toString(16).slice(1)).join('')
}

/** By the bytes of their object identifiers. */
const algorithms: Readonly<Record<string, string>> = {
  // 1.2.840.113549.1.1.1
  '42,134,72,134,247,13,1,1,1': 'RSA',
  // 1.2.156.10197.1.301, the curve
  '42,129,28,207,85,1,130,45': 'SM2',
  // 1.2.840.10045.2.1, on any other curve
  '42,134,72,206,61,2,1': 'EC',
  // 1.3.101.112
  '43,101,112': 'Ed25519',
}

/** The name of the algorithm that a key in PKCS#8, SPKI, SEC 1 or PKCS#1 is for; `undefined` for a rare one. */
export function algorithmOf(der: Uint8Array): string | undefined {
  const members = elementsIn(elementsIn(der)[0]?.contents)
  // PKCS#1 does not name its algorithm.
  if (members[1]?.tag === integerTag) return 'RSA'
  // SEC 1 names its curve under the tag [0].
  const identifier = members.find(({ tag }) => tag === sequenceTag || tag === 0xa0)
  const [first, second] = elementsIn(identifier?.contents).map(({ contents }) => contents.join())
  const name = algorithms[second as string] ?? algorithms[first as string]
  return name ?? (members[1]?.tag === octetStringTag ? 'EC' : undefined)
}
