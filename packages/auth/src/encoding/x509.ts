import {
  Set as AsnSet,
  type AsnType,
  BaseStringBlock,
  BitString,
  Boolean as Bool,
  Constructed,
  Enumerated,
  fromBER,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  UTCTime,
} from 'asn1js'
import { equalBytes } from './der.ts'
import { serialOf } from './serial.ts'

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
  readonly serialNo: string
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
  if (isContext(fields[0], version)) is(fields.shift(), Constructed)
  const [serial, inner, issuer, validity, subject, publicKey, ...optional] = fields
  const [notBefore, notAfter] = members(validity)
  const outer = bytesOf(algorithm, Sequence)
  // RFC 5280, 4.1.1.2: the algorithm stands twice, and only the inner one is signed.
  if (!equalBytes(outer, bytesOf(inner, Sequence))) throw new Error('two algorithms')
  return {
    toBeSigned: bytesOf(toBeSigned, Sequence),
    signature: is(signature, BitString).valueBlock.valueHexView,
    algorithm: is(members(algorithm)[0], ObjectIdentifier).valueBlock.toString(),
    serialNo: serialOf(is(serial, Integer).valueBlock.valueHexView),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: bytesOf(publicKey, Sequence),
    isAuthority: isAuthority(optional),
  }
}

/** Context-specific tags of TBSCertificate; version 1 leaves the version out. */
const version = 0
const extensions = 3

function isContext(block: AsnType | undefined, tagNumber: number): boolean {
  return block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === tagNumber
}

type Type<T> = abstract new (...args: never[]) => T

function parse(der: Uint8Array): AsnType {
  const { offset, result } = fromBER(der as BufferSource, { parseEmbedded: false })
  if (offset !== der.length) throw new Error(result.error || 'bytes after the end')
  // The parser is lenient (BER, and members that reach past the end of what holds them): only what it would write
  // the same way is DER.
  if (!equalBytes(new Uint8Array(result.toBER()), der)) throw new Error('no DER')
  return result
}

function is<T>(block: AsnType | undefined, type: Type<T>): T {
  // To the parser an ENUMERATED is an INTEGER, too.
  if (block instanceof type && !(block instanceof Enumerated)) return block
  throw new Error(`no ${type.name}`)
}

function members(block: AsnType | undefined): AsnType[] {
  return [...is(block, Sequence).valueBlock.value] as AsnType[]
}

function bytesOf(block: AsnType | undefined, type: Type<AsnType>): Uint8Array {
  return is(block, type).valueBeforeDecodeView
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
  const block = optional.find((each) => isContext(each, extensions))
  if (!block) return false
  const [list] = is(block, Constructed).valueBlock.value as AsnType[]
  return members(list).some((extension) => {
    const [id, ...rest] = members(extension)
    if (is(id, ObjectIdentifier).valueBlock.toString() !== basicConstraints) return false
    const [cA] = members(parse(is(rest.at(-1), OctetString).valueBlock.valueHexView))
    return cA instanceof Bool && cA.getValue()
  })
}
