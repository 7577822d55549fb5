import { provider } from '#provider'
import { AuthError } from '../errors.ts'

const lineFeed = 0x0a
const methodForm = /^[A-Z]+$/
// Origin form without fragment, visible ASCII only: what stands on the wire, and so what is signed.
const targetForm = /^\/[\x21\x22\x24-\x7e]*$/
const nonceForm = /^[\x21\x23-\x7e]{1,128}$/

/** What a request's signature covers. The body is the very bytes that go out. */
export interface SignableRequest {
  /** Upper case. */
  readonly method: string
  /** Path and query exactly as sent, without scheme and host. */
  readonly target: string
  /** Absent or empty where the request has no body. */
  readonly body?: Uint8Array | undefined
}

/**
 * The bytes that a request's signature covers: five lines, each ended by LF.
 *
 * @throws {AuthError} `AUTH_MESSAGE_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 */
export function requestMessage(parts: SignableRequest, timestamp: number, nonce: string): Uint8Array {
  const { method, target, body } = parts
  if (!methodForm.test(method)) throw malformed('method', 'one upper-case word, such as POST')
  if (!targetForm.test(target)) {
    throw malformed(
      'target',
      'the path and query as sent: from the first slash, percent-encoded, no fragment',
    )
  }
  if (!isNonce(nonce)) throw malformed('nonce', '1 to 128 visible ASCII characters without a double quote')
  return join(`${method}\n${target}\n${timestamp}\n${nonce}\n`, requireBytes(body ?? new Uint8Array()))
}

/**
 * The bytes that the signature of an answer or a callback covers: timestamp, nonce, body, each ended by LF.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059017}
 */
export function answerMessage(timestamp: string, nonce: string, body: Uint8Array): Uint8Array {
  return join(`${timestamp}\n${nonce}\n`, body)
}

/** A nonce with a line break in it could borrow lines from the body and leave the signature intact. */
export function isNonce(nonce: string): boolean {
  return nonceForm.test(nonce)
}

/**
 * The body as bytes, or an error that says why it is not.
 *
 * @throws {AuthError} `AUTH_MESSAGE_INVALID`
 */
export function requireBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body
  const kind = body === null ? 'null' : Array.isArray(body) ? 'an array' : `of type ${typeof body}`
  throw new AuthError(
    'AUTH_MESSAGE_INVALID',
    `The body is ${kind}; a signature covers bytes (Uint8Array), exactly as received or sent. If a JSON body parser ran first (express.json(), Fastify, Nest), read the raw body for this route: text made of a parsed object is not what was signed.`,
  )
}

// The head is ASCII (checked above or by the header forms), so its length is its size: one allocation.
function join(head: string, body: Uint8Array): Uint8Array {
  const message = provider.alloc(head.length + body.length + 1)
  new TextEncoder().encodeInto(head, message)
  message.set(body, head.length)
  message[message.length - 1] = lineFeed
  return message
}

function malformed(part: string, wanted: string): AuthError {
  return new AuthError('AUTH_MESSAGE_INVALID', `The ${part} of a signed request must be ${wanted}.`)
}
