import * as provider from '#provider'
import type { Bytes } from '../encoding/bytes.ts'
import { AuthError, invalidOption, requireFunctions } from '../errors.ts'
import { type KeyMap, type Keyring, keyringOf } from '../keys/keyring.ts'
import { lazyPublicKey } from '../keys/keys.ts'
import { checkTimestamp, maxTolerance } from './clock.ts'
import { type HeaderReader, type HeaderSource, readerOf, readSignatureHeaders } from './headers.ts'
import { requireBytes, responseMessage } from './message.ts'

/** Bytes whose signature was verified. Only a verifier returns this type, and parsers require it. */
export type VerifiedBytes = Uint8Array & { readonly __trust: 'verified' }

/** A response or callback as received. */
export interface SignedMessage {
  readonly headers: HeaderSource
  /** The raw body, unchanged; empty for a 204. */
  readonly body: Bytes
}

/** A message that WeChat Pay signed within the allowed time. */
export interface VerifiedMessage {
  /** The bytes that were passed in; a view of the same memory, unless that is shared between threads. */
  readonly body: VerifiedBytes
  /** The serial of the key, upper case. */
  readonly serialNo: string
  /** When WeChat Pay signed it, in Unix seconds. */
  readonly timestamp: number
}

export interface VerifierOptions {
  /** WeChat Pay's keys by serial, or a keyring that looks them up. Each key is imported once, on first use. */
  readonly keys: KeyMap | Keyring
  /** How far a timestamp may be off, in seconds: 1 to 300. Default 300, WeChat Pay's own limit. */
  readonly tolerance?: number
  /** Unix time in milliseconds, read for each message. Default `Date.now`. */
  readonly now?: () => number
  /** Accepts keys of a sandbox: `@wxdp/sandbox` marks the serials of its keys. Default `false`, as in production. */
  readonly sandbox?: boolean
}

/** Verifies responses and callbacks from WeChat Pay. */
export interface Verifier {
  readonly keyring: Keyring
  /**
   * Verifies one message and returns its body, which can be trusted from then on.
   *
   * It checks the headers, the timestamp, the serial and the signature, in this order: a stale message costs no
   * cryptography. A signature probe (签名探测流量) fails like any wrong signature, but under a code of its own.
   *
   * @throws {AuthError} `AUTH_MESSAGE_INVALID`, `AUTH_HEADER_MISSING`, `AUTH_HEADER_INVALID`,
   *   `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`, `AUTH_SERIAL_UNKNOWN`, `AUTH_SIGNATURE_INVALID`,
   *   `AUTH_SIGNATURE_PROBE`; on first use of a key `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED`
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059017}
   */
  verify(message: SignedMessage): Promise<VerifiedMessage>
}

/** In the serials of a sandbox's keys. In hexadecimal digits, it is the ASCII codes of the letters. */
const sandboxMark = /SANDBOX|53414E44424F58/
const probePrefix = 'WECHATPAY/SIGNTEST/'

/**
 * Creates a verifier. No option turns a check off.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID` if an option is missing or of the wrong type
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey } })
 * const { body } = await verifier.verify({ headers: response.headers, body: rawBytes })
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { keys } = options ?? {}
  return verifierOf(isKeyring(keys) ? keys : keyringOf(lazyPublicKey, keys), readerOf, options)
}

/**
 * See {@link createVerifier}.
 *
 * @param toReader Reads headers in the shapes that the verifier accepts.
 */
export function verifierOf(
  keyring: Keyring,
  toReader: (headers: HeaderSource) => HeaderReader,
  options: Omit<VerifierOptions, 'keys'>,
): Verifier {
  const { tolerance = maxTolerance, now = Date.now, sandbox } = options
  if (!Number.isInteger(tolerance) || tolerance < 1 || tolerance > maxTolerance) {
    throw invalidOption(`tolerance must be a whole number of seconds from 1 to ${maxTolerance}.`)
  }
  requireFunctions({ now })
  const trusted = (serialNo: string): void => {
    if (sandbox !== true && sandboxMark.test(serialNo)) {
      throw new AuthError('AUTH_KEY_ROLE', `${serialNo} is a sandbox's key. For tests, set sandbox: true.`)
    }
  }
  keyring.serials().forEach(trusted)
  return {
    keyring,
    async verify(message) {
      const { headers, body: raw } = message ?? {}
      const body = requireBytes(raw)
      const { timestamp, nonce, signature, serialNo } = readSignatureHeaders(toReader(headers))
      const seconds = checkTimestamp(timestamp, now(), tolerance)
      const key = await keyring.find(serialNo)
      if (!key) throw unknownSerial(serialNo, keyring.serials())
      trusted(serialNo)
      const signed = responseMessage(timestamp, nonce, body)
      const bytes = provider.fromBase64(signature)
      if (!bytes || !(await key.suite().verify(await key.use(), signed, bytes))) {
        throw badSignature(signature, serialNo)
      }
      return { body: body as VerifiedBytes, serialNo, timestamp: seconds }
    },
  }
}

/** Not by its `find`, which an array has, too. */
function isKeyring(keys: KeyMap | Keyring): keys is Keyring {
  return typeof keys?.serials === 'function'
}

function unknownSerial(serialNo: string, known: readonly string[]): AuthError {
  return new AuthError(
    'AUTH_SERIAL_UNKNOWN',
    `No key is known under the serial ${clip(serialNo)}; known serials: ${known.join(', ') || 'none'}. Add the key that WeChat Pay signs with now; during a rotation, load both.`,
  )
}

function badSignature(signature: string, serialNo: string): AuthError {
  return signature.startsWith(probePrefix)
    ? new AuthError(
        'AUTH_SIGNATURE_PROBE',
        'A signature probe: WeChat Pay sent a wrong signature on purpose. The genuine message follows.',
      )
    : new AuthError(
        'AUTH_SIGNATURE_INVALID',
        `The signature does not match these bytes under the key ${serialNo}. The body was changed (parsed and serialised again?), the key is another, or the message is forged.`,
      )
}

// Input from a stranger goes into an error message only if it is short and printable.
function clip(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 64)
}
