import { AuthError } from '../errors.ts'

const certificate = /^[0-9A-F]{40}$/
const publicKeyId = /^PUB_KEY_ID_[0-9A-Z]+$/

/** The one spelling in which serials are compared: upper case, leading zeros kept. */
export function normalizeSerial(serialNo: string): string {
  return serialNo.toUpperCase()
}

/**
 * The serial in a certificate's INTEGER, two digits a byte. DER puts 00 before one whose first bit is set; that is
 * no part of it.
 */
export function serialOf(integer: Uint8Array): string {
  let serialNo = ''
  for (const [at, byte] of integer.entries()) {
    if (at > 0 || byte > 0 || integer.length === 1) serialNo += byte.toString(16).padStart(2, '0')
  }
  return normalizeSerial(serialNo)
}

/** Whether a normalised serial names a WeChat Pay public key rather than a certificate. */
export function isPublicKeyId(serialNo: string): boolean {
  return serialNo.startsWith('PUB_KEY_ID_')
}

/**
 * The serial of a merchant's or brand's own API certificate, normalised.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`
 */
export function merchantSerial(input: unknown): string {
  const serialNo = typeof input === 'string' ? normalizeSerial(input) : ''
  if (certificate.test(serialNo)) return serialNo
  if (isPublicKeyId(serialNo)) {
    throw new AuthError(
      'AUTH_SERIAL_INVALID',
      `${serialNo} names a public key of WeChat Pay; serialNo is the serial of your own API certificate. ${howTo}`,
    )
  }
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `serialNo must be 40 hexadecimal digits, leading zeros included; found ${describe(input)}. ${howTo}`,
  )
}

/**
 * The serial under which WeChat Pay signs: a platform certificate's or a public key id, normalised.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`
 */
export function platformSerial(input: string): string {
  const serialNo = normalizeSerial(input)
  if (certificate.test(serialNo) || publicKeyId.test(serialNo)) return serialNo
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `A key of WeChat Pay goes under its PUB_KEY_ID_… or its certificate's 40 hexadecimal digits; found ${describe(input)}.`,
  )
}

const howTo = 'It is what this prints: openssl x509 -in apiclient_cert.pem -noout -serial'

function describe(input: unknown): string {
  if (typeof input !== 'string') return `a value of type ${input === null ? 'null' : typeof input}`
  return input === '' ? 'an empty text' : `${input.length} characters`
}
