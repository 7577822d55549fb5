import { AuthError } from '../errors.ts'

/** Headers as a `Headers` object, or as the record that `node:http` and serverless hosts hand over. */
export type HeaderSource =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads one header that must be there exactly once.
 *
 * @param name In lower case.
 * @throws {AuthError} `AUTH_HEADER_MISSING`, `AUTH_HEADER_INVALID`
 */
export function requireHeader(headers: HeaderSource, name: string): string {
  const value = readHeader(headers, name)
  if (value === undefined || value === null || value === '') {
    throw new AuthError(
      'AUTH_HEADER_MISSING',
      `The header ${name} is missing. If this came from WeChat Pay, a proxy or CDN dropped it.`,
    )
  }
  if (typeof value !== 'string') throw repeated(name)
  return value
}

/** For headers whose values have no comma: one inside means that the host joined several. */
export function requireSingle(headers: HeaderSource, name: string): string {
  const value = requireHeader(headers, name)
  if (value.includes(',')) throw repeated(name)
  return value
}

function readHeader(headers: HeaderSource, name: string): unknown {
  if (typeof headers.get === 'function') return headers.get(name)
  const record = headers as Record<string, unknown>
  if (Object.hasOwn(record, name)) return single(record[name])
  // Some hosts keep the spelling that came in (Wechatpay-Serial).
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name)
  return key === undefined ? undefined : single(record[key])
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length < 2 ? value[0] : value
}

function repeated(name: string): AuthError {
  return new AuthError('AUTH_HEADER_INVALID', `The header ${name} was sent more than once.`)
}
