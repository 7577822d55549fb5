import { certificateElements } from './certificate-facts.ts'
import {
  bitStringTag,
  booleanTag,
  type Element,
  elementsIn,
  equalBytes,
  integerTag,
  objectIdentifierTag,
  octetStringTag,
  sequenceTag,
  splitOptional,
} from './der.ts'
import { type ComparableName, readName } from './distinguished-name.ts'
import { serialOf } from './serial.ts'
import {
  contentsOf,
  dotted,
  exactly,
  generalizedTimeTag,
  membersOf,
  readDer,
  utcTimeTag,
} from './strict-der.ts'

/** The parts of an X.509 certificate (RFC 5280, 4.1) that we use. */
export interface X509 {
  /** What the signature covers. */
  readonly toBeSigned: Uint8Array
  readonly signature: Uint8Array
  /** Object identifier of the signature's algorithm, dotted. */
  readonly algorithm: string
  readonly serialNo: string
  readonly issuer: ComparableName
  readonly subject: ComparableName
  readonly notBefore: Date
  readonly notAfter: Date
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  /** Whether it may issue certificates: basicConstraints, cA; and keyUsage, if there is one, has keyCertSign. */
  readonly isAuthority: boolean
  /** How many authorities may follow below this one; no limit if `undefined`. */
  readonly pathLength: number | undefined
  /** Object identifiers of the extensions that a reader must understand or reject the certificate. */
  readonly critical: readonly string[]
}

/** Tags of the optional last fields in their order: issuerUniqueID, subjectUniqueID, extensions. */
const extensionsTag = 0xa3
const optionalTags = [0x81, 0x82, extensionsTag]
export const basicConstraints = '2.5.29.19'
export const keyUsage = '2.5.29.15'

/**
 * Reads the DER of a certificate.
 *
 * @throws {Error} if anything is malformed; the caller reports one error code for all of it
 */
export function parseX509(der: Uint8Array): X509 {
  contentsOf(readDer(der), sequenceTag)
  const { outer, version, fields } = certificateElements(der)
  const [toBeSigned, algorithm, signature] = exactly(3, outer)
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey, ...optional] = fields
  const [notBefore, notAfter] = exactly(2, membersOf(validity, sequenceTag))
  if (version) checkVersion(version)
  checkOrder(optional)
  return {
    toBeSigned: bytesOf(toBeSigned),
    signature: readBits(signature),
    algorithm: readAlgorithm(algorithm, innerAlgorithm),
    serialNo: readSerial(serial),
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(publicKey),
    ...readExtensions(optional.find(({ tag }) => tag === extensionsTag)),
  }
}

/** A whole SEQUENCE, tag and length included. */
function bytesOf(element: Element | undefined): Uint8Array {
  contentsOf(element, sequenceTag)
  return (element as Element).bytes
}

/** 0, 1 and 2 stand for version 1, 2 and 3. */
function checkVersion({ contents }: Element): void {
  const isKnown = [0, 1, 2].some((number) => equalBytes(contents, [integerTag, 1, number]))
  if (!isKnown) throw new Error('The version is unknown')
}

function checkOrder(optional: readonly Element[]): void {
  const found = optional.map(({ tag }) => tag)
  const expected = optionalTags.filter((tag) => found.includes(tag))
  if (String(found) !== String(expected)) throw new Error(`Found the tags ${found} after the public key`)
}

/** A certificate names its algorithm twice (RFC 5280, 4.1.1.2). The signature covers only the inner one. */
function readAlgorithm(outer: Element | undefined, inner: Element | undefined): string {
  if (!equalBytes(bytesOf(outer), bytesOf(inner))) throw new Error('The two algorithms differ')
  return algorithmOf(outer)
}

/** AlgorithmIdentifier: an object identifier and, for most algorithms, parameters. */
function algorithmOf(element: Element | undefined): string {
  const [id, ...parameters] = membersOf(element, sequenceTag)
  if (parameters.length > 1) throw new Error('An algorithm identifier has more than two members')
  return dotted(contentsOf(id, objectIdentifierTag))
}

function readPublicKey(element: Element | undefined): Uint8Array {
  const [algorithm, key] = exactly(2, membersOf(element, sequenceTag))
  algorithmOf(algorithm)
  readBits(key)
  return bytesOf(element)
}

/** The bytes of a BIT STRING. Its first byte is the number of unused bits: a key or signature has none. */
function readBits(element: Element | undefined): Uint8Array {
  const contents = contentsOf(element, bitStringTag)
  if (contents[0] !== 0) throw new Error('A key or signature ends in the middle of a byte')
  return contents.subarray(1)
}

function readSerial(serial: Element | undefined): string {
  const contents = contentsOf(serial, integerTag)
  // Its digits would be those of the positive serial with the same bytes.
  if ((contents[0] as number) >= 0x80) throw new Error('The serial is negative')
  return serialOf(contents)
}

/** A time in UTC and whole seconds (RFC 5280, 4.1.2.5). UTCTime has two-digit years, from 1950 to 2049. */
function readTime(time: Element | undefined): Date {
  const isUtcTime = time?.tag === utcTimeTag
  const text = new TextDecoder().decode(contentsOf(time, isUtcTime ? utcTimeTag : generalizedTimeTag))
  const century = text < '5' ? '20' : '19'
  const written = isUtcTime ? century + text : text
  const date = new Date(written.replace(/^(....)(..)(..)(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  // A date that does not exist, such as 30 February, turns into another one.
  const again = Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/[-:T]|\.000/g, '')
  if (again !== written) throw new Error('A time does not exist or does not have the form of RFC 5280')
  return date
}

type ExtensionFacts = Pick<X509, 'isAuthority' | 'pathLength' | 'critical'>

function readExtensions(extensions: Element | undefined): ExtensionFacts {
  const found = extensions ? readList(extensions) : []
  if (new Set(found.map(({ id }) => id)).size < found.length) throw new Error('An extension occurs twice')
  const read = (name: string): Uint8Array | undefined => found.find(({ id }) => id === name)?.value
  const { isCa, pathLength } = readConstraints(read(basicConstraints))
  return {
    isAuthority: isCa && signsCertificates(read(keyUsage)),
    pathLength,
    critical: found.filter(({ isCritical }) => isCritical).map(({ id }) => id),
  }
}

interface Extension {
  readonly id: string
  readonly isCritical: boolean
  readonly value: Uint8Array
}

function readList(extensions: Element): Extension[] {
  const [list] = exactly(1, elementsIn(extensions.contents))
  return membersOf(list, sequenceTag).map((extension) => {
    const [id, ...others] = membersOf(extension, sequenceTag)
    const [critical, values] = splitOptional(booleanTag, others)
    const [value] = exactly(1, values)
    return {
      id: dotted(contentsOf(id, objectIdentifierTag)),
      isCritical: critical?.contents[0] === 0xff,
      value: contentsOf(value, octetStringTag),
    }
  })
}

/** BasicConstraints (RFC 5280, 4.2.1.9). */
function readConstraints(der: Uint8Array | undefined): { isCa: boolean; pathLength: number | undefined } {
  if (!der) return { isCa: false, pathLength: undefined }
  const [isCa, others] = splitOptional(booleanTag, membersOf(readDer(der), sequenceTag))
  const [length, extra] = splitOptional(integerTag, others)
  exactly(0, extra)
  return { isCa: isCa?.contents[0] === 0xff, pathLength: length && readSmallNumber(length.contents) }
}

/** Longer numbers are not paths: they count as the largest number of one byte. */
function readSmallNumber([first = 0, ...more]: Uint8Array): number {
  if (first >= 0x80) throw new Error('The path length is negative')
  return more.length > 0 ? 0x7f : first
}

/** KeyUsage (RFC 5280, 4.2.1.3): bit 5, counted from the left. Without the extension, every use is allowed. */
function signsCertificates(der: Uint8Array | undefined): boolean {
  if (!der) return true
  const [, bits = 0] = contentsOf(readDer(der), bitStringTag)
  return (bits & 0x04) !== 0
}
