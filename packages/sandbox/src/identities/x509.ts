import {
  Set as AsnSet,
  type AsnType,
  BitString,
  Boolean as Bool,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
  UTCTime,
  Utf8String,
} from 'asn1js'
import { importPKCS8 } from 'jose'

/** Names by their short types, in order: `[['C', 'CN'], ['CN', 'Tenpay.com sign']]`. */
export type Name = readonly (readonly ['C' | 'O' | 'OU' | 'CN', string])[]

/** What a certificate is to say. */
export interface CertificateTerms {
  /** 40 hexadecimal digits. */
  readonly serialNo: string
  readonly subject: Name
  /** PEM (SPKI). */
  readonly publicKey: string
  /** Who signs it: PEM (PKCS#8). */
  readonly issuer: { readonly name: Name; readonly privateKey: string }
  /** Whole seconds; the last one is included. */
  readonly notBefore: Date
  readonly notAfter: Date
  /** Whether it may issue others. */
  readonly isAuthority: boolean
}

const types = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const
const sha256WithRsa = '1.2.840.113549.1.1.11'
const basicConstraints = '2.5.29.19'

/** Issues an X.509 certificate (RFC 5280, 4.1), as PEM. */
export async function issueCertificate(terms: CertificateTerms): Promise<string> {
  const { serialNo, subject, publicKey, issuer, notBefore, notAfter } = terms
  const algorithm = sequence(id(sha256WithRsa), new Null())
  const toBeSigned = sequence(
    context(0, new Integer({ value: 2 })),
    new Integer({ valueHex: positive(fromHex(serialNo)) }),
    algorithm,
    nameOf(issuer.name),
    sequence(timeOf(notBefore), timeOf(notAfter)),
    nameOf(subject),
    fromBER(fromPem(publicKey)).result,
    context(3, sequence(constraints(terms.isAuthority))),
  )
  const key = await importPKCS8(issuer.privateKey, 'RS256')
  // A view: the edge VM takes no ArrayBuffer of its own realm.
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, new Uint8Array(toBeSigned.toBER()))
  const certificate = sequence(toBeSigned, algorithm, new BitString({ valueHex: signature }))
  return toPem(new Uint8Array(certificate.toBER()))
}

function constraints(isAuthority: boolean): AsnType {
  const value = isAuthority ? sequence(new Bool({ value: true })) : sequence()
  return sequence(
    id(basicConstraints),
    new Bool({ value: true }),
    new OctetString({ valueHex: value.toBER() }),
  )
}

function nameOf(name: Name): AsnType {
  const parts = name.map(([type, value]) => sequence(id(types[type]), new Utf8String({ value })))
  return sequence(...parts.map((part) => new AsnSet({ value: [part] })))
}

// RFC 5280, 4.1.2.5: through 2049 in two digits of the year.
function timeOf(date: Date): AsnType {
  return date.getUTCFullYear() < 2050
    ? new UTCTime({ valueDate: date })
    : new GeneralizedTime({ valueDate: date })
}

function id(value: string): AsnType {
  return new ObjectIdentifier({ value })
}

function sequence(...value: AsnType[]): Sequence {
  return new Sequence({ value })
}

function context(tagNumber: number, value: AsnType): AsnType {
  return new Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] })
}

/** An INTEGER whose first bit is set is negative: a zero goes before it. */
function positive(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from((bytes[0] as number) >= 0x80 ? [0, ...bytes] : bytes).buffer
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  )
}

function fromPem(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(pem.replace(/-----[A-Z ]+-----|\s/g, '')), (char) => char.charCodeAt(0))
}

function toPem(der: Uint8Array): string {
  const base64 = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''))
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}
