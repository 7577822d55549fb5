import { type Element, elementsIn, equalBytes } from './der.ts'
import { serialOf } from './serial.ts'

/** What of a certificate is needed to verify with it and to tell a mix-up; `readCertificate` reads all of it. */
export interface CertificateFacts {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array
  /** Upper-case hexadecimal digits, leading zeros kept. */
  readonly serialNo: string
  /** The subject's common name is all digits: an mchid or brand_id. WeChat Pay's own is `Tenpay.com sign`. */
  readonly isMerchants: boolean
}

const integer = 0x02
const version = 0xa0
const digits = /^\d+$/
/** 2.5.4.3, commonName. */
const commonName = [0x55, 0x04, 0x03]

/** Finds them by their places in the DER (RFC 5280, 4.1); `undefined` where nothing is there. */
export function certificateFacts(der: Uint8Array): CertificateFacts | undefined {
  const inside = (element?: Element): Element[] => elementsIn(der, element)
  const bytes = (element: Element): Uint8Array => der.subarray(element.start, element.end)
  const [signed] = inside(inside()[0])
  const [serial, , , , subject, key] = inside(signed).filter(({ tag }) => tag !== version)
  if (serial?.tag !== integer || !subject || !key) return undefined
  const names = inside(subject).flatMap(inside).map(inside)
  return {
    publicKey: der.subarray(subject.end, key.end),
    serialNo: serialOf(bytes(serial)),
    isMerchants: names.some(
      ([type, value]) =>
        type &&
        value &&
        equalBytes(bytes(type), commonName) &&
        digits.test(new TextDecoder().decode(bytes(value))),
    ),
  }
}
