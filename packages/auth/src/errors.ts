/**
 * Why signing, verifying or opening failed. Switch on the codes: messages are prose and may change.
 *
 * | code | what happened |
 * | --- | --- |
 * | `AUTH_KEY_INVALID` | the value is not a key, or is an RSA key with an exponent of 1 or an even number |
 * | `AUTH_KEY_ROLE` | a key for another role, such as a certificate where a private key is expected |
 * | `AUTH_KEY_UNSUPPORTED` | the right role, but the key is encrypted, in a container that must be converted, not RSA, or not 2048 bits long |
 * | `AUTH_CERTIFICATE_INVALID` | the string or the bytes are not a certificate |
 * | `AUTH_CERTIFICATE_UNTRUSTED` | the certificate was not issued by the given issuer, or one of the two is not valid now |
 * | `AUTH_SERIAL_INVALID` | no certificate or public key of WeChat Pay can have this serial |
 * | `AUTH_SERIAL_MISMATCH` | the certificate is registered under a serial that is not its own |
 * | `AUTH_API_V3_KEY_INVALID` | the APIv3 key is not 32 bytes long |
 * | `AUTH_MESSAGE_INVALID` | the body is not bytes, or the method, target or nonce cannot be signed |
 * | `AUTH_AUTHORIZATION_INVALID` | the Authorization value does not have the documented form |
 * | `AUTH_HEADER_MISSING` | one of the four `Wechatpay-*` headers is missing or empty |
 * | `AUTH_HEADER_INVALID` | one of them was sent more than once or contains invalid characters, or the headers have no known shape |
 * | `AUTH_TIMESTAMP_INVALID` | the timestamp is not a whole number of Unix seconds |
 * | `AUTH_TIMESTAMP_EXPIRED` | the timestamp is too far from this machine's clock, in either direction |
 * | `AUTH_SERIAL_UNKNOWN` | no key is known under the serial that the message names |
 * | `AUTH_SIGNATURE_INVALID` | the signature does not match these bytes under that key |
 * | `AUTH_SIGNATURE_PROBE` | the same, and the signature is marked as one of WeChat Pay's probes |
 * | `AUTH_SEALED_INVALID` | a field of the sealed resource does not have the documented form |
 * | `AUTH_OPEN_FAILED` | the sealed resource does not authenticate: the APIv3 key is wrong, or it was altered |
 * | `AUTH_FIELD_INVALID` | the sensitive field is not a string, or its ciphertext does not have the documented form |
 * | `AUTH_FIELD_TOO_LONG` | the sensitive field is longer than its encryption can hold |
 * | `AUTH_DECRYPT_FAILED` | the private key does not decrypt the field |
 */
export type AuthErrorCode =
  | 'AUTH_KEY_INVALID'
  | 'AUTH_KEY_ROLE'
  | 'AUTH_KEY_UNSUPPORTED'
  | 'AUTH_CERTIFICATE_INVALID'
  | 'AUTH_CERTIFICATE_UNTRUSTED'
  | 'AUTH_SERIAL_INVALID'
  | 'AUTH_SERIAL_MISMATCH'
  | 'AUTH_API_V3_KEY_INVALID'
  | 'AUTH_MESSAGE_INVALID'
  | 'AUTH_AUTHORIZATION_INVALID'
  | 'AUTH_HEADER_MISSING'
  | 'AUTH_HEADER_INVALID'
  | 'AUTH_TIMESTAMP_INVALID'
  | 'AUTH_TIMESTAMP_EXPIRED'
  | 'AUTH_SERIAL_UNKNOWN'
  | 'AUTH_SIGNATURE_INVALID'
  | 'AUTH_SIGNATURE_PROBE'
  | 'AUTH_SEALED_INVALID'
  | 'AUTH_OPEN_FAILED'
  | 'AUTH_FIELD_INVALID'
  | 'AUTH_FIELD_TOO_LONG'
  | 'AUTH_DECRYPT_FAILED'

/** Signing, verifying or opening failed. No message contains a key or a plaintext. */
export class AuthError extends Error {
  override readonly name = 'AuthError' as const
  /** Stable; see {@link AuthErrorCode}. */
  readonly code: AuthErrorCode

  constructor(code: AuthErrorCode, message: string, options?: ErrorOptions) {
    super(message + ERROR_LINK + code.toLowerCase(), options)
    this.code = code
  }
}

/** Wrong use of this API: thrown when an object is created, not at its first call. */
export function invalidOption(message: string): TypeError & { code: 'AUTH_OPTION_INVALID' } {
  const code = 'AUTH_OPTION_INVALID'
  return Object.assign(new TypeError(message + ERROR_LINK + code.toLowerCase()), { code } as const)
}

/** @throws {TypeError} `AUTH_OPTION_INVALID` */
export function requireFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'function')
      throw invalidOption(`${name} must be a function; found ${kindOf(value)}.`)
  }
}

/** What a value is, for error messages. Shows nothing of its contents. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined (is the environment variable set?)'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value !== 'object') return `a ${typeof value}`
  if ('then' in value) return 'a Promise (await it first)'
  // The name of a built-in class. Unlike the constructor's, JSON cannot set it.
  const name = Object.prototype.toString.call(value).slice(8, -1)
  return name === 'Object' ? 'an object' : `a ${name}`
}
