/**
 * Why signing, verifying or opening was refused. Switch on these; messages are prose and may change.
 *
 * | code | what happened |
 * | --- | --- |
 * | `AUTH_KEY_INVALID` | the text or bytes are no key at all |
 * | `AUTH_KEY_ROLE` | a key, but for another role (a certificate where a private key is wanted, …) |
 * | `AUTH_KEY_UNSUPPORTED` | right role, but encrypted, not RSA, or not 2048 bits |
 * | `AUTH_CERTIFICATE_INVALID` | the text or bytes are no certificate |
 * | `AUTH_CERTIFICATE_UNTRUSTED` | a certificate that the issuer asked about did not issue, or that is out of date |
 * | `AUTH_SERIAL_INVALID` | a serial number that no certificate or public key of WeChat Pay can have |
 * | `AUTH_SERIAL_MISMATCH` | a certificate that is filed under another serial than its own |
 * | `AUTH_API_V3_KEY_INVALID` | the APIv3 key is not 32 bytes |
 * | `AUTH_MESSAGE_INVALID` | what is to be signed or verified is not bytes, or its parts cannot stand on their lines |
 * | `AUTH_AUTHORIZATION_INVALID` | an Authorization value that is not of the documented form |
 * | `AUTH_HEADER_MISSING` | one of the four `Wechatpay-*` headers is absent or empty |
 * | `AUTH_HEADER_INVALID` | one of them is repeated or has characters it cannot have |
 * | `AUTH_TIMESTAMP_INVALID` | the timestamp is not whole Unix seconds |
 * | `AUTH_TIMESTAMP_EXPIRED` | the timestamp is too far from this machine's clock, either way |
 * | `AUTH_SERIAL_UNKNOWN` | no key is known under the serial that the message names |
 * | `AUTH_SIGNATURE_INVALID` | the signature does not match these bytes under that key |
 * | `AUTH_SIGNATURE_PROBE` | the same, and it is marked as one of WeChat Pay's signature probes |
 * | `AUTH_SEALED_INVALID` | a sealed resource whose fields are not of the documented form |
 * | `AUTH_OPEN_FAILED` | a sealed resource that does not authenticate: wrong APIv3 key, or altered |
 * | `AUTH_FIELD_INVALID` | a sensitive field that is no text, or an encrypted one that is not of the documented form |
 * | `AUTH_FIELD_TOO_LONG` | a sensitive field longer than its encryption holds |
 * | `AUTH_DECRYPT_FAILED` | an encrypted field that the private key does not open |
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

/** Something that should be signed, verified or opened was refused. No message holds a key or a plaintext. */
export class AuthError extends Error {
  override readonly name = 'AuthError' as const
  /** Stable; see {@link AuthErrorCode}. */
  readonly code: AuthErrorCode

  constructor(code: AuthErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Wrong use of our own API: thrown when an object is made, never at the first call. */
export function invalidOption(message: string): TypeError & { code: 'AUTH_OPTION_INVALID' } {
  return Object.assign(new TypeError(message), { code: 'AUTH_OPTION_INVALID' as const })
}
