import { AuthError, kindOf } from '../errors.ts'

/** WeChat Pay's serials have 20 bytes. Tools drop leading bytes of zero; half a byte is a digit that was lost. */
const certificate = /^([0-9A-F]{2}){16,20}$/
const publicKeyId = /^PUB_KEY_ID_[0-9A-Z]+$/
/** What OpenSSL, consoles and dialogs print between and around the digits, and before them. */
const separators = /[\s:"'\u200e]/g
const label = /^(SERIAL_?(NO|NUMBER)?=?)?(0X)?/

/** A serial in upper case, without what is printed around it, such as `serial=`, colons and line feeds. */
export function normalizeSerial(serialNo: unknown): string {
  if (typeof serialNo !== 'string') return ''
  return serialNo.toUpperCase().replace(separators, '').replace(label, '')
}

/** What normalised serials are compared by: serials of certificates are numbers, so leading zeros do not matter. */
export function serialNumber(serialNo: string): string {
  return serialNo.replace(/^0+(?=.)/, '')
}

/**
 * Whether two serials are the same, however they are written: `serial=00ab…`, `AB…` or `ab:…`.
 *
 * @example
 * import { sameSerial } from '@wxdp/auth'
 *
 * sameSerial('serial=00AB', 'ab') // true
 */
export function sameSerial(one: string, other: string): boolean {
  return serialNumber(normalizeSerial(one)) === serialNumber(normalizeSerial(other))
}

/**
 * The serial in a certificate's INTEGER, two digits a byte. DER puts 00 before a number whose first bit is set. It is
 * not part of the serial.
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
 * Checks and normalises the serial of a merchant's or brand's own API certificate.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`
 */
export function merchantSerial(input: unknown): string {
  const serialNo = normalizeSerial(input)
  if (certificate.test(serialNo)) return serialNo
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `serialNo must be the serial of your own API certificate, 40 hexadecimal digits; found ${describe(input, serialNo)}. To print it: openssl x509 -in apiclient_cert.pem -noout -serial`,
  )
}

/**
 * Checks and normalises a serial under which WeChat Pay signs: a platform certificate's serial or a public key id.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`
 */
export function platformSerial(input: unknown): string {
  const serialNo = normalizeSerial(input)
  if (certificate.test(serialNo) || publicKeyId.test(serialNo)) return serialNo
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `The serial of a WeChat Pay key must be PUB_KEY_ID_… or the 40 hexadecimal digits of its certificate; found ${describe(input, serialNo)}.`,
  )
}

function describe(input: unknown, serialNo: string): string {
  if (typeof input !== 'string') return kindOf(input)
  if (isPublicKeyId(serialNo)) return `${serialNo}, which is the id of a WeChat Pay public key`
  // Digits in hexadecimal would be fewer.
  if (/^\d{41,49}$/.test(serialNo)) return 'a decimal number: convert it by BigInt(serial).toString(16)'
  return `${serialNo.length} characters`
}
