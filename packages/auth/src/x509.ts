import {
  Set as AsnSet,
  type AsnType,
  BaseStringBlock,
  BitString,
  Boolean as Bool,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  UTCTime,
} from 'asn1js'

/** Whom a certificate names, as its subject or issuer. */
export interface DistinguishedName {
  /** The common name (CN): the mchid in a merchant's certificate; `undefined` if there is none, or not just one. */
  readonly commonName: string | undefined
  /** All of it for people, in the certificate's order: `C=CN, O=Tenpay.com, CN=Tenpay.com Root CA`. */
  readonly text: string
}

/** A name, and the bytes by which names are compared. */
interface Name extends DistinguishedName {
  readonly der: Uint8Array
}

/** The parts of an X.509 certificate (RFC 5280, 4.1) that we use. */
export interface X509 {
  /** What the signature covers. */
  readonly toBeSigned: Uint8Array
  readonly signature: Uint8Array
  /** Object identifier of the signature's algorithm, dotted. */
  readonly algorithm: string
  /** Content of the serial's INTEGER, without the sign byte. */
  readonly serial: Uint8Array
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  /** Whether it may sign other certificates: basicConstraints, cA. */
  readonly isAuthority: boolean
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}
const basicConstraints = '2.5.29.19'

/**
 * Takes the DER of a certificate apart.
 *
 * @throws whatever: the caller has one answer to all that is malformed
 */
export function parseX509(der: Uint8Array): X509 {
  const [toBeSigned, algorithm, signature] = members(parse(der))
  const fields = members(toBeSigned)
  // [0] EXPLICIT version, absent in version 1.
  if (fields[0]?.idBlock.tagClass === contextSpecific) fields.shift()
  const [serial, inner, issuer, validity, subject, publicKey, ...optional] = fields
  const [notBefore, notAfter] = members(validity)
  const outer = bytesOf(algorithm, Sequence)
  // RFC 5280, 4.1.1.2: the algorithm stands twice, and only the inner one is signed.
  if (!equalBytes(outer, bytesOf(inner, Sequence))) throw new Error('two algorithms')
  return {
    toBeSigned: bytesOf(toBeSigned, Sequence),
    signature: is(signature, BitString).valueBlock.valueHexView,
    algorithm: is(members(algorithm)[0], ObjectIdentifier).valueBlock.toString(),
    serial: unsigned(is(serial, Integer).valueBlock.valueHexView),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: bytesOf(publicKey, Sequence),
    isAuthority: isAuthority(optional),
  }
}

export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

const contextSpecific = 3
const extensions = 3

type Type<T> = abstract new (...args: never[]) => T

function parse(der: Uint8Array): AsnType {
  const { offset, result } = fromBER(der as BufferSource, { parseEmbedded: false })
  if (offset !== der.length) throw new Error(result.error || 'bytes after the end')
  return result
}

function is<T>(block: AsnType | undefined, type: Type<T>): T {
  if (block instanceof type) return block
  throw new Error(`no ${type.name}`)
}

function members(block: AsnType | undefined): AsnType[] {
  return [...is(block, Sequence).valueBlock.value] as AsnType[]
}

function bytesOf(block: AsnType | undefined, type: Type<AsnType>): Uint8Array {
  return is(block, type).valueBeforeDecodeView
}

/** DER puts 00 before a positive INTEGER whose first bit is set; it is no part of the number. */
function unsigned(content: Uint8Array): Uint8Array {
  return content.length > 1 && content[0] === 0 ? content.subarray(1) : content
}

function readTime(block: AsnType | undefined): Date {
  const time = block instanceof GeneralizedTime ? block : is(block, UTCTime)
  if (time.error) throw new Error(time.error)
  return time.toDate()
}

function readName(block: AsnType | undefined): Name {
  const parts = members(block)
    .flatMap((set) => is(set, AsnSet).valueBlock.value as AsnType[])
    .map((pair) => {
      const [type, value] = members(pair)
      const id = is(type, ObjectIdentifier).valueBlock.toString()
      return { name: shortNames[id] ?? id, value: is(value, BaseStringBlock).getValue() }
    })
  const common = parts.filter(({ name }) => name === 'CN')
  return {
    commonName: common.length === 1 ? common[0]?.value : undefined,
    text: parts.map(({ name, value }) => `${name}=${escaped(value)}`).join(', '),
    der: bytesOf(block, Sequence),
  }
}

/** So that no value can pass for two parts (RFC 4514), and none can command a terminal. */
function escaped(value: string): string {
  return value
    .replace(/[",+;<>\\=]/g, '\\$&')
    .replace(/\p{C}/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)
}

function isAuthority(optional: readonly AsnType[]): boolean {
  const block = optional.find(({ idBlock }) => idBlock.tagNumber === extensions)
  if (!block) return false
  const [list] = is(block, Constructed).valueBlock.value as AsnType[]
  return members(list).some((extension) => {
    const [id, ...rest] = members(extension)
    if (is(id, ObjectIdentifier).valueBlock.toString() !== basicConstraints) return false
    const [cA] = members(parse(is(rest.at(-1), OctetString).valueBlock.valueHexView))
    return cA instanceof Bool && cA.getValue()
  })
}
