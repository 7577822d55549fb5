import { normalizeSerial } from '../encoding/serial.ts'
import { AuthError, kindOf } from '../errors.ts'
import { isNonce } from './message.ts'

/**
 * Headers in any common form: a `Headers` object, a record (with strings, arrays or lists of `{ key, value }`), a `Map`,
 * a list of pairs or of `{ key, value }`, or a flat list as `rawHeaders` of `node:http`.
 */
export type HeaderSource =
  | { get(name: string): string | null | undefined }
  | Iterable<
      string | readonly [name: string, value: unknown] | { readonly key: string; readonly value: unknown }
    >
  | Readonly<Record<string, HeaderValue>>

type HeaderValue =
  | string
  | readonly (string | { readonly key?: string; readonly value: string })[]
  | undefined

/** The values of the four signature headers, each sent exactly once. */
export interface SignatureParts {
  /** Unix seconds, not checked yet. */
  readonly timestamp: string
  readonly nonce: string
  /** Base64, not checked yet. */
  readonly signature: string
  /** Normalised. */
  readonly serialNo: string
}

/**
 * @param read From {@link readerOf}, or the `get` of a `Headers` object.
 * @throws {AuthError} `AUTH_HEADER_MISSING`, `AUTH_HEADER_INVALID`
 */
export function readSignatureHeaders(read: HeaderReader): SignatureParts {
  const timestamp = requireSingle(read, 'wechatpay-timestamp')
  const nonce = requireHeader(read, 'wechatpay-nonce')
  const signature = requireSingle(read, 'wechatpay-signature')
  const serialNo = normalizeSerial(requireSingle(read, 'wechatpay-serial'))
  if (!isNonce(nonce)) {
    throw invalid('The header wechatpay-nonce is not 1 to 128 visible characters.')
  }
  return { timestamp, nonce, signature, serialNo }
}

/** Finds a value by its name in lower case. */
export type HeaderReader = (name: string) => unknown

/** @param name In lower case. */
function requireHeader(read: HeaderReader, name: string): string {
  const value = read(name)
  if (value === undefined || value === null || value === '') {
    throw new AuthError(
      'AUTH_HEADER_MISSING',
      `The header ${name} is missing. If WeChat Pay sent this message, a proxy or CDN removed it.`,
    )
  }
  if (typeof value !== 'string') throw repeated(name)
  return value
}

/** For values without a comma: a comma means that the host joined several headers. */
function requireSingle(read: HeaderReader, name: string): string {
  const value = requireHeader(read, name)
  if (value.includes(',')) throw repeated(name)
  return value
}

/**
 * Reads headers in any form that {@link HeaderSource} has.
 *
 * @throws {AuthError} `AUTH_HEADER_INVALID`
 */
export function readerOf(headers: unknown): HeaderReader {
  if (typeof headers !== 'object' || headers === null) throw wrongShape(kindOf(headers))
  const { get, [Symbol.toStringTag]: tag } = headers as {
    readonly get?: unknown
    readonly [Symbol.toStringTag]?: string
  }
  // The `get` of a Map distinguishes upper and lower case.
  if (typeof get === 'function' && tag !== 'Map')
    return (name) => (headers as { get: HeaderReader }).get(name)
  if (Symbol.iterator in headers) return readerOfList([...(headers as Iterable<unknown>)])
  const record = headers as Readonly<Record<string, unknown>>
  const isPlain = !Object.keys(record).some((name) => isOurs(name) && name !== name.toLowerCase())
  const read: HeaderReader = isPlain
    ? (name) => unwrapped(record[name])
    : readerOfList(Object.entries(record))
  return (name) => {
    const value = read(name)
    // Only now, so that a record costs nothing more.
    const isRecord = value !== undefined || (kindOf(record) === 'an object' && !('headers' in record))
    if (!isRecord) throw wrongShape(kindOf(record))
    return value
  }
}

/** Cheap, for the many other headers. */
function isOurs(name: string): boolean {
  return name[0] === 'w' || name[0] === 'W'
}

function readerOfList(list: readonly unknown[]): HeaderReader {
  const values = new Map<string, unknown>()
  addList(list, (name, value) => {
    if (typeof name !== 'string') throw wrongShape('a list of something else')
    const only = unwrapped(value)
    if (!isOurs(name) || only === undefined) return
    const lower = name.toLowerCase()
    values.set(lower, values.has(lower) ? [] : only)
  })
  return (name) => values.get(name)
}

function addList(list: readonly unknown[], add: (name: unknown, value: unknown) => void): void {
  if (typeof list[0] === 'string') {
    for (let at = 0; at < list.length; at += 2) add(list[at], list[at + 1])
    return
  }
  for (const item of list) {
    const { key, name = key, value } = (item ?? {}) as Readonly<Record<string, unknown>>
    if (Array.isArray(item)) add(item[0], item[1])
    else add(name, value)
  }
}

/** The only value of a list. Lambda@Edge wraps each value: `{ key, value }`. */
function unwrapped(value: unknown): unknown {
  if (typeof value === 'string') return value
  const only = Array.isArray(value) && value.length < 2 ? value[0] : value
  return (only as { value?: unknown } | null)?.value ?? only
}

export function wrongShape(kind: string): AuthError {
  return invalid(`headers must be a Headers object, a record or a list of pairs; found ${kind}.`)
}

function repeated(name: string): AuthError {
  return invalid(`The header ${name} was sent more than once, or is not a string.`)
}

function invalid(message: string): AuthError {
  return new AuthError('AUTH_HEADER_INVALID', message)
}
