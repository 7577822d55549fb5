import { normalizeSerial } from '../encoding/serial.ts'
import { AuthError } from '../errors.ts'
import { isNonce } from './message.ts'

/** Headers as a `Headers` object, or as the record that `node:http` and serverless hosts pass. */
export type HeaderSource =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The values of the four signature headers, each sent exactly once. */
export interface SignatureParts {
  /** Unix seconds, not checked yet. */
  readonly timestamp: string
  readonly nonce: string
  /** Base64, not checked yet. */
  readonly signature: string
  /** Upper case. */
  readonly serialNo: string
}

/** @throws {AuthError} `AUTH_HEADER_MISSING`, `AUTH_HEADER_INVALID` */
export function readSignatureHeaders(headers: HeaderSource): SignatureParts {
  const timestamp = requireSingle(headers, 'wechatpay-timestamp')
  const nonce = requireHeader(headers, 'wechatpay-nonce')
  const signature = requireSingle(headers, 'wechatpay-signature')
  const serialNo = normalizeSerial(requireSingle(headers, 'wechatpay-serial'))
  if (!isNonce(nonce)) {
    throw new AuthError(
      'AUTH_HEADER_INVALID',
      'The header wechatpay-nonce contains invalid characters or is too long.',
    )
  }
  return { timestamp, nonce, signature, serialNo }
}

/** @param name In lower case. */
function requireHeader(headers: HeaderSource, name: string): string {
  const value = readHeader(headers, name)
  if (value === undefined || value === null || value === '') {
    throw new AuthError(
      'AUTH_HEADER_MISSING',
      `The header ${name} is missing. If WeChat Pay sent this message, a proxy or CDN removed the header.`,
    )
  }
  if (typeof value !== 'string') throw repeated(name)
  return value
}

/** For values without a comma: a comma means that the host joined several headers. */
function requireSingle(headers: HeaderSource, name: string): string {
  const value = requireHeader(headers, name)
  if (value.includes(',')) throw repeated(name)
  return value
}

function readHeader(headers: HeaderSource, name: string): unknown {
  if (typeof headers.get === 'function') return headers.get(name)
  const record = headers as Record<string, unknown>
  if (Object.hasOwn(record, name)) return single(record[name])
  // Some hosts keep the names as sent, such as Wechatpay-Serial.
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : single(record[key])
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length < 2 ? value[0] : value
}

function repeated(name: string): AuthError {
  return new AuthError('AUTH_HEADER_INVALID', `The header ${name} was sent more than once.`)
}
