import { CoreError } from '../errors.ts'
import { ApiError, type ApiErrorDetails, type ResponseVerification } from './api-error.ts'
import type { Endpoint } from './endpoint.ts'
import { parseJson } from './json.ts'
import { readJson } from './read-json.ts'
import { check } from './schema.ts'
import type { VerifiedBytes } from './verified-bytes.ts'

/** A body, and what is known about its signature. Only verified bytes may claim `verified: true`. */
export type ResponseProof =
  | { readonly verified: true; readonly body: VerifiedBytes }
  | { readonly verified: Exclude<ResponseVerification, true>; readonly body: Uint8Array }

/** A response as received, and what is known about its signature. */
export type IncomingResponse = ResponseProof & {
  readonly status: number
  readonly headers: { get(name: string): string | null }
}

/** What a response says. */
export type ResponseContent<Output> =
  /** The output of a verified success. */
  | { readonly kind: 'output'; readonly output: Output }
  /** An error response: what an `ApiError` is made from. */
  | { readonly kind: 'error'; readonly details: ApiErrorDetails }
  /** A success response that breaks the contract. */
  | { readonly kind: 'invalid'; readonly error: CoreError }

/**
 * Turns a response into the endpoint's output, if it is a verified 200 or 204; any verified 2xx, if the endpoint has no
 * output. Unknown fields stay in the output. A number that JavaScript would round, such as `9007199254740993`, becomes a
 * string of its characters; a schema that demands a number refuses it.
 *
 * @throws {ApiError} for every other status
 * @throws {CoreError} `CORE_RESPONSE_UNVERIFIED`, `CORE_RESPONSE_INVALID`
 *
 * @example
 * const output = fromResponse(setNotifyUrl, { status: 200, headers, verified: true, body: verified.body })
 */
export function fromResponse<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  response: IncomingResponse,
): Output {
  const content = readResponse(endpoint, response)
  if (content.kind === 'output') return content.output
  throw content.kind === 'error' ? new ApiError(content.details) : content.error
}

/**
 * Reads a response as {@link fromResponse} does, and returns what it says instead of throwing: for clients, which
 * add their attempts before they throw.
 *
 * @example
 * const content = readResponse(setNotifyUrl, { status: 400, headers, verified: 'unsigned', body })
 * if (content.kind === 'error') throw new ApiError({ ...content.details, attempts: [] })
 */
export function readResponse<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  response: IncomingResponse,
): ResponseContent<Output> {
  const { status, body, verified } = response
  const { name, output: schema, page } = endpoint
  const isSuccess = schema ? status === 200 || status === 204 : status >= 200 && status < 300
  if (!isSuccess) {
    return { kind: 'error', details: errorDetails(endpoint, response) }
  }
  if (verified !== true) {
    const message = `${name}: verify a success response before you read it.`
    return { kind: 'invalid', error: new CoreError('CORE_RESPONSE_UNVERIFIED', message) }
  }
  // A schema may accept that there is no body.
  if (!schema || (body.length === 0 && !check(schema, undefined).issues)) {
    return { kind: 'output', output: undefined as Output }
  }
  const what = `${name}: the response`
  try {
    return {
      kind: 'output',
      output: readJson(body, { code: 'CORE_RESPONSE_INVALID', what, schema, page }).value,
    }
  } catch (error) {
    if (error instanceof CoreError) return { kind: 'invalid', error }
    throw error
  }
}

function errorDetails(
  endpoint: { readonly name: string },
  { status, headers, body, verified }: IncomingResponse,
): ApiErrorDetails {
  const { code, message, detail } = parseErrorBody(body)
  const own = typeof code === 'string' && codeForm.test(code) ? code : undefined
  const reasons = [own ? undefined : code, message].filter((part) => typeof part === 'string')
  return {
    endpoint: endpoint.name,
    status,
    code: own ?? `HTTP_${status}`,
    reason: reasons.join(': ') || 'no message',
    detail: isDeep(detail, 32) ? 'nested too deeply' : detail,
    requestId: headers.get('request-id') ?? undefined,
    verified,
  }
}

/** Codes of WeChat Pay, without those of these packages. WeChat Pay does have codes such as `AUTH_CODE_INVALID`. */
const codeForm = /^(?!(?:CORE|FETCH|NOTIFY|AUTH(?!_CODE))_)[A-Z][A-Z0-9_]{0,63}$/

/** Recursive code, such as JSON.stringify, fails on a value of which the sender chose the depth. */
function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeep(member, levels - 1))
}

// An error body may be anything: HTML of a proxy, nothing at all, `null`.
function parseErrorBody(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const { value } = parseJson(body, 'CORE_RESPONSE_INVALID', '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
