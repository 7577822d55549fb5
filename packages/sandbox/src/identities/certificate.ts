import { encodeElement } from '@wxdp/auth/suite'
import { importPKCS8 } from 'jose'

/** What a certificate is to contain. */
export interface CertificateTerms {
  /** Hexadecimal. */
  readonly serialNo: string
  /** A distinguished name such as `C=CN, CN=Tenpay.com sign`. Its values have no comma. */
  readonly subject: string
  /** PEM (SPKI). */
  readonly publicKey: string
  /** `privateKey`: PEM (PKCS#8). */
  readonly issuer: { readonly name: string; readonly privateKey: string }
  /** Whole seconds. */
  readonly notBefore: Date
  /** Whole seconds; the last one is included. */
  readonly notAfter: Date
  /** Whether the subject may issue certificates. */
  readonly isAuthority: boolean
}

const sequence = (...parts: ArrayLike<number>[]): Uint8Array => encodeElement(0x30, ...parts)
const integer = (bytes: ArrayLike<number>): Uint8Array => encodeElement(0x02, bytes)
const bitString = (bytes: ArrayLike<number>): Uint8Array => encodeElement(0x03, [0], bytes)
const oid = (hex: string): Uint8Array => encodeElement(0x06, fromHex(hex))
const yes = encodeElement(0x01, [0xff])

const sha256WithRsa = sequence(oid('2a864886f70d01010b'), [0x05, 0x00])
const basicConstraints = oid('551d13')
const nameTypes: Readonly<Record<string, string>> = { C: '550406', O: '55040a', OU: '55040b', CN: '550403' }

/** Issues an X.509 certificate, version 3, as PEM. RFC 5280. */
export async function issueCertificate(terms: CertificateTerms): Promise<string> {
  const { serialNo, subject, publicKey, issuer, notBefore, notAfter, isAuthority } = terms
  const serial = fromHex(serialNo)
  const constraints = encodeElement(0x04, sequence(isAuthority ? yes : []))
  const signed = sequence(
    encodeElement(0xa0, integer([2])),
    // An INTEGER is signed: a zero keeps it positive.
    integer((serial[0] as number) < 0x80 ? serial : [0, ...serial]),
    sha256WithRsa,
    encodeName(issuer.name),
    sequence(encodeTime(notBefore), encodeTime(notAfter)),
    encodeName(subject),
    fromPem(publicKey),
    encodeElement(0xa3, sequence(sequence(basicConstraints, yes, constraints))),
  )
  const key = await importPKCS8(issuer.privateKey, 'RS256')
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, new Uint8Array(signed))
  return toPem(sequence(signed, sha256WithRsa, bitString(new Uint8Array(signature))))
}

function encodeName(name: string): Uint8Array {
  const attributes = name.split(', ').map((attribute) => {
    const [type = '', value = ''] = attribute.split('=')
    // PrintableString where it will do, as others write names; UTF8String for Chinese.
    const tag = /^[A-Za-z0-9 .]*$/.test(value) ? 0x13 : 0x0c
    const text = encodeElement(tag, new TextEncoder().encode(value))
    return encodeElement(0x31, sequence(oid(nameTypes[type] as string), text))
  })
  return sequence(...attributes)
}

/** UTCTime has two digits of the year, and ends with 2049. */
function encodeTime(date: Date): Uint8Array {
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`
  const isLong = date.getUTCFullYear() >= 2050
  return encodeElement(isLong ? 0x18 : 0x17, new TextEncoder().encode(isLong ? digits : digits.slice(2)))
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
}

function fromPem(pem: string): Uint8Array {
  return Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, '')), (char) => char.charCodeAt(0))
}

function toPem(der: Uint8Array): string {
  const lines = btoa(String.fromCharCode(...der)).replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
