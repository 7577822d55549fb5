import { provider } from '#provider'
import { normalizeSerial } from '../encoding/serial.ts'
import { AuthError, invalidOption } from '../errors.ts'
import { createKeyring, type KeyMap, type Keyring } from '../keys/keyring.ts'
import { checkTimestamp, maxTolerance } from './clock.ts'
import { type HeaderSource, requireHeader, requireSingle } from './headers.ts'
import { answerMessage, isNonce, requireBytes } from './message.ts'

/** Bytes whose signature has been checked. Only a verifier makes them; parsers ask for them. */
export type VerifiedBytes = Uint8Array & { readonly __trust: 'verified' }

/** An answer or a callback as it came in. */
export interface SignedMessage {
  readonly headers: HeaderSource
  /** The raw body, untouched; empty for a 204. */
  readonly body: Uint8Array
}

/** A message that WeChat Pay has signed, within the time allowed. */
export interface VerifiedMessage {
  /** The same bytes that were handed in. */
  readonly body: VerifiedBytes
  /** Under which key, upper case. */
  readonly serialNo: string
  /** When WeChat Pay signed it, Unix seconds. */
  readonly timestamp: number
}

export interface VerifierOptions {
  /** WeChat Pay's keys by serial, or a keyring that looks them up. PEM is imported once, on first use. */
  readonly keys: KeyMap | Keyring
  /** How far a timestamp may be off, in seconds, 1 to 300. Default 300, WeChat Pay's own limit. */
  readonly tolerance?: number
  /** Milliseconds since 1970; asked at each verification. Default `Date.now`. */
  readonly now?: () => number
}

/** Verifies answers and callbacks of WeChat Pay. */
export interface Verifier {
  readonly keyring: Keyring
  /**
   * Verifies one message and returns its body, now trusted.
   *
   * The order is: headers, timestamp, serial, signature. A stale message costs no cryptography. A signature
   * probe fails like any other wrong signature, under a code of its own.
   *
   * @throws {AuthError} `AUTH_MESSAGE_INVALID`, `AUTH_HEADER_MISSING`, `AUTH_HEADER_INVALID`,
   *   `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`, `AUTH_SERIAL_UNKNOWN`, `AUTH_SIGNATURE_INVALID`,
   *   `AUTH_SIGNATURE_PROBE`; on first use of a key `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED`
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059017}
   */
  verify(message: SignedMessage): Promise<VerifiedMessage>
}

const probePrefix = 'WECHATPAY/SIGNTEST/'

/**
 * Makes a verifier. There is no option that means "do not check".
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`, when an option is missing or of the wrong kind
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey } })
 * const { body } = await verifier.verify({ headers: response.headers, body: rawBytes })
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { keys, tolerance = maxTolerance, now = Date.now } = options
  if (!Number.isInteger(tolerance) || tolerance < 1 || tolerance > maxTolerance) {
    throw invalidOption(`tolerance must be whole seconds from 1 to ${maxTolerance}.`)
  }
  const keyring = isKeyring(keys) ? keys : createKeyring(keys)
  return {
    keyring,
    async verify({ headers, body }) {
      requireBytes(body)
      const timestampText = requireSingle(headers, 'wechatpay-timestamp')
      const nonce = requireHeader(headers, 'wechatpay-nonce')
      const signatureText = requireSingle(headers, 'wechatpay-signature')
      const serialText = requireSingle(headers, 'wechatpay-serial')
      if (!isNonce(nonce)) {
        throw new AuthError(
          'AUTH_HEADER_INVALID',
          'The header wechatpay-nonce has characters it cannot have.',
        )
      }
      const timestamp = checkTimestamp(timestampText, now(), tolerance)
      const serialNo = normalizeSerial(serialText)
      const key = await keyring.find(serialNo)
      if (!key) throw unknownSerial(serialNo, keyring.serials())
      const signature = provider.fromBase64(signatureText)
      const message = answerMessage(timestampText, nonce, body)
      if (!signature || !(await key.suite().verify(await key.use(), message, signature))) {
        throw badSignature(signatureText, serialNo)
      }
      return { body: body as VerifiedBytes, serialNo, timestamp }
    },
  }
}

function isKeyring(keys: KeyMap | Keyring): keys is Keyring {
  return typeof keys?.find === 'function'
}

function unknownSerial(serialNo: string, known: readonly string[]): AuthError {
  return new AuthError(
    'AUTH_SERIAL_UNKNOWN',
    `No key is known under the serial ${clip(serialNo)}; known are ${known.join(', ') || 'none'}. Add the key that WeChat Pay signs with now; while keys are being exchanged, load both.`,
  )
}

function badSignature(signature: string, serialNo: string): AuthError {
  return signature.startsWith(probePrefix)
    ? new AuthError(
        'AUTH_SIGNATURE_PROBE',
        'This is a signature probe: WeChat Pay sent a wrong signature on purpose, to see it refused. The true message follows.',
      )
    : new AuthError(
        'AUTH_SIGNATURE_INVALID',
        `The signature does not match these bytes under the key ${serialNo}. The body was changed on the way (parsed and written again?), the key under that serial is another one, or the message is forged.`,
      )
}

// What a stranger sent goes into a message only in small, printable pieces.
function clip(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 64)
}
