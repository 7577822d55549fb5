import type { Bytes } from '../encoding/bytes.ts'
import { kindOf } from '../errors.ts'
import { keyringOf } from '../keys/keyring.ts'
import { lazyPublicKeyFile } from '../keys/keys.ts'
import { type HeaderReader, type HeaderSource, wrongShape } from './headers.ts'
import { type Verifier, type VerifierOptions, verifierOf } from './verifier.ts'

/** What a plain verifier is made from. */
export interface PlainVerifierOptions extends Omit<VerifierOptions, 'keys'> {
  /** WeChat Pay's keys by serial: the contents of `pub_key.pem` or of a platform certificate, PEM or DER. */
  readonly keys: Readonly<Record<string, string | Bytes>>
}

/**
 * `createVerifier` for hosts whose keys are files and whose headers are a `Headers` object. All that such a host does
 * not have is left out of its bundle: keys in other forms, headers in other shapes.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID` if an option is missing or of the wrong type
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * const verifier = createPlainVerifier({ keys: { [platformSerial]: platformPublicKey } })
 */
export function createPlainVerifier(options: PlainVerifierOptions): Verifier {
  return verifierOf(keyringOf(lazyPublicKeyFile, options?.keys), readerOfHeaders, options)
}

function readerOfHeaders(headers: HeaderSource): HeaderReader {
  const { get } = (headers ?? {}) as { readonly get?: HeaderReader }
  if (typeof get !== 'function') throw wrongShape(kindOf(headers))
  return (name) => get.call(headers, name)
}
