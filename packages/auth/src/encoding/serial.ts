import { AuthError } from '../errors.ts'

const certificate = /^[0-9A-F]{40}$/
const publicKeyId = /^PUB_KEY_ID_[0-9A-Z]+$/

/** The form in which serials are compared: upper case, with leading zeros. */
export function normalizeSerial(serialNo: string): string {
  return serialNo.toUpperCase()
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
  const serialNo = typeof input === 'string' ? normalizeSerial(input) : ''
  if (certificate.test(serialNo)) return serialNo
  if (isPublicKeyId(serialNo)) {
    throw new AuthError(
      'AUTH_SERIAL_INVALID',
      `${serialNo} is the id of a WeChat Pay public key; serialNo must be the serial of your own API certificate. ${howTo}`,
    )
  }
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `serialNo must be 40 hexadecimal digits, including leading zeros; found ${describe(input)}. ${howTo}`,
  )
}

/**
 * Checks and normalises a serial under which WeChat Pay signs: a platform certificate's serial or a public key id.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`
 */
export function platformSerial(input: string): string {
  const serialNo = normalizeSerial(input)
  if (certificate.test(serialNo) || publicKeyId.test(serialNo)) return serialNo
  throw new AuthError(
    'AUTH_SERIAL_INVALID',
    `The serial of a WeChat Pay key must be PUB_KEY_ID_… or the 40 hexadecimal digits of its certificate; found ${describe(input)}.`,
  )
}

const howTo = 'To print it: openssl x509 -in apiclient_cert.pem -noout -serial'

function describe(input: unknown): string {
  if (typeof input !== 'string') return `a value of type ${input === null ? 'null' : typeof input}`
  return input === '' ? 'an empty string' : `${input.length} characters`
}
