import * as provider from '#provider'
import { type Bytes, toBytes } from '../encoding/bytes.ts'
import { AuthError, kindOf } from '../errors.ts'

const lineFeed = 0x0a
const methodForm = /^[A-Z]+$/
// Origin form without a fragment, in visible ASCII: the target as sent, and so as signed.
const targetForm = /^\/[\x21\x22\x24-\x7e]*$/
const nonceForm = /^[\x21\x23-\x7e]{1,128}$/

/** The parts of a request that its signature covers. */
export interface SignableRequest {
  /** Upper case. */
  readonly method: string
  /** Path and query exactly as sent, without scheme and host: `/v3/certificates?limit=1`. */
  readonly target: string
  /** Exactly the bytes that are sent. Absent or empty if the request has no body. */
  readonly body?: Bytes | undefined
}

/**
 * The bytes that a request's signature covers: five lines, each followed by LF.
 *
 * @throws {AuthError} `AUTH_MESSAGE_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 */
export function requestMessage(request: SignableRequest, timestamp: number, nonce: string): Uint8Array {
  const { method, target, body } = request ?? {}
  if (!methodForm.test(method)) throw malformed('method', 'one upper-case word, such as POST')
  if (!targetForm.test(target)) {
    throw malformed(
      'target',
      'the path and query as sent: it begins with a slash, is percent-encoded and has no fragment',
    )
  }
  if (!isNonce(nonce)) throw malformed('nonce', '1 to 128 visible ASCII characters without a double quote')
  return join(`${method}\n${target}\n${timestamp}\n${nonce}\n`, requireBytes(body ?? new Uint8Array()))
}

/**
 * The bytes that the signature of a response or callback covers: timestamp, nonce and body, each followed by LF.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059017}
 */
export function responseMessage(timestamp: string, nonce: string, body: Uint8Array): Uint8Array {
  return join(`${timestamp}\n${nonce}\n`, body)
}

/** A nonce must not contain a line break: it could take over lines of the body while the signature stays valid. */
export function isNonce(nonce: string): boolean {
  return nonceForm.test(nonce)
}

/**
 * Returns the bytes of a body; see {@link toBytes}.
 *
 * @throws {AuthError} `AUTH_MESSAGE_INVALID`
 */
export function requireBytes(body: unknown): Uint8Array {
  const bytes = toBytes(body)
  if (bytes) return bytes
  throw new AuthError(
    'AUTH_MESSAGE_INVALID',
    `The body is ${kindOf(body)}, expected the bytes as received or sent. If a parser ran first (express.json(), Fastify, Nest), read the raw body on this route.`,
  )
}

// The head is ASCII, as checked above, so its length is its size in bytes.
function join(head: string, body: Uint8Array): Uint8Array {
  const message = provider.alloc(head.length + body.length + 1)
  new TextEncoder().encodeInto(head, message)
  message.set(body, head.length)
  message[message.length - 1] = lineFeed
  return message
}

function malformed(part: string, expected: string): AuthError {
  return new AuthError('AUTH_MESSAGE_INVALID', `The ${part} of a signed request must be ${expected}.`)
}
