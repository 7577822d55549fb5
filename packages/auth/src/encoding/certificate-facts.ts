import { type Element, elementsIn, integerTag, splitOptional } from './der.ts'
import { serialOf } from './serial.ts'

/** The facts that a verifier needs from a certificate. `readCertificate` reads the rest. */
export interface CertificateFacts {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  /** Upper-case hexadecimal digits, leading zeros kept. */
  readonly serialNo: string
  /** The subject's common name is all digits: an mchid or brand_id. WeChat Pay's own name is `Tenpay.com sign`. */
  readonly isMerchants: boolean
}

/** The two layers of a certificate (RFC 5280, 4.1), with no check that they are complete. */
export interface CertificateElements {
  /** tbsCertificate, signatureAlgorithm, signatureValue. */
  readonly outer: readonly Element[]
  /** A certificate of version 1 has none. */
  readonly version: Element | undefined
  /** The fields of tbsCertificate from serialNumber on. */
  readonly fields: readonly Element[]
}

/** [0], constructed. */
const versionTag = 0xa0
const digits = /^\d+$/
/** 2.5.4.3, the bytes in decimal. */
const commonName = '85,4,3'

export function certificateElements(der: Uint8Array): CertificateElements {
  const outer = elementsIn(elementsIn(der)[0]?.contents)
  const [version, fields] = splitOptional(versionTag, elementsIn(outer[0]?.contents))
  return { outer, version, fields }
}

/** Reads only these facts, without checking the rest; `undefined` if one is missing. */
export function certificateFacts(der: Uint8Array): CertificateFacts | undefined {
  const [serial, , , , subject, publicKey] = certificateElements(der).fields
  if (serial?.tag !== integerTag || !subject || !publicKey) return undefined
  const members = ({ contents }: Element): Element[] => elementsIn(contents)
  const attributes = members(subject).flatMap(members).map(members)
  return {
    publicKey: publicKey.bytes,
    serialNo: serialOf(serial.contents),
    isMerchants: attributes.some(
      ([type, value]) =>
        type?.contents.join() === commonName && digits.test(new TextDecoder().decode(value?.contents)),
    ),
  }
}
