import { type Element, objectIdentifierTag, sequenceTag } from './der.ts'
import { contentsOf, dotted, exactly, membersOf, setTag } from './strict-der.ts'

/** The name of a certificate's subject or issuer. */
export interface DistinguishedName {
  /** The common name (CN): the mchid in a merchant's certificate; `undefined` unless there is exactly one. */
  readonly commonName: string | undefined
  /** The whole name for people, in the certificate's order: `C=CN, O=Tenpay.com, CN=Tenpay.com Root CA`. */
  readonly text: string
}

/** A name with its bytes, by which names are compared. */
export interface ComparableName extends DistinguishedName {
  readonly der: Uint8Array
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

/** The string types of names (RFC 5280, 4.1.2.4), by tag. */
const decoders: Readonly<Record<number, (contents: Uint8Array) => string>> = {
  // UTF8String
  12: (contents) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(contents),
  // NumericString and PrintableString. Real certificates have "@" and "*" in one, which X.680 does not allow.
  18: decodeAscii,
  19: decodeAscii,
  // TeletexString: T.61 in theory, Latin-1 in practice.
  20: (contents) => decodeWide(contents, 1),
  // IA5String
  22: decodeAscii,
  // UniversalString
  28: (contents) => decodeWide(contents, 4),
  // BMPString
  30: (contents) => decodeWide(contents, 2),
}

/** @throws {Error} if the name is malformed or a value is not a string */
export function readName(name: Element | undefined): ComparableName {
  const attributes = membersOf(name, sequenceTag).flatMap(readRelativeName)
  const commonNames = attributes.filter(({ type }) => type === 'CN')
  return {
    commonName: commonNames.length === 1 ? commonNames[0]?.value : undefined,
    text: attributes.map(({ type, value }) => `${type}=${escaped(value)}`).join(', '),
    der: (name as Element).bytes,
  }
}

interface Attribute {
  readonly type: string
  readonly value: string
}

function readRelativeName(set: Element): Attribute[] {
  const attributes = membersOf(set, setTag)
  if (attributes.length === 0) throw new Error('A part of the name is empty')
  return attributes.map((attribute) => {
    const [type, value] = exactly(2, membersOf(attribute, sequenceTag))
    const id = dotted(contentsOf(type, objectIdentifierTag))
    return { type: shortNames[id] ?? id, value: decodeString(value as Element) }
  })
}

function decodeString({ tag, contents }: Element): string {
  const decode = decoders[tag]
  if (!decode) throw new Error(`A part of the name has the tag ${tag}, which is not that of a string`)
  return decode(contents)
}

function decodeAscii(contents: Uint8Array): string {
  if (contents.some((byte) => byte >= 0x80)) throw new Error('A part of the name is not ASCII')
  return decodeWide(contents, 1)
}

/** Decodes big-endian code points of `size` bytes. */
function decodeWide(contents: Uint8Array, size: number): string {
  if (contents.length % size > 0) throw new Error('A part of the name ends in the middle of a character')
  let text = ''
  for (let at = 0; at < contents.length; at += size) {
    const bytes = contents.subarray(at, at + size)
    // This throws above U+10FFFF.
    text += String.fromCodePoint(bytes.reduce((point, byte) => point * 256 + byte, 0))
  }
  if (/\p{Surrogate}/u.test(text)) throw new Error('A part of the name contains half a surrogate pair')
  return text
}

/** Keeps a value from looking like two parts (RFC 4514) and from controlling a terminal. */
function escaped(value: string): string {
  return value
    .replace(/[",+;<>\\=]/g, '\\$&')
    .replace(/\p{C}/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
}
