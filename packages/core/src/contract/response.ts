import { CoreError } from '../errors.ts'
import { ApiError, type ApiErrorDetails, type ResponseVerification } from './api-error.ts'
import type { Endpoint } from './endpoint.ts'
import { parseJson } from './json.ts'
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
  /** The output of a verified 200 or 204. */
  | { readonly kind: 'output'; readonly output: Output }
  /** An error response: what an `ApiError` is made from. */
  | { readonly kind: 'error'; readonly details: ApiErrorDetails }
  /** A success response that breaks the contract. */
  | { readonly kind: 'invalid'; readonly error: CoreError }

/**
 * Turns a response into the endpoint's output, if it is a verified 200 or 204. Unknown fields stay in the output.
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
  if (status !== 200 && status !== 204) {
    return { kind: 'error', details: errorDetails(endpoint, response) }
  }
  if (verified !== true) {
    const message = `${endpoint.name}: found a success response whose signature was not verified; expected a verified one. Verify it first.`
    return { kind: 'invalid', error: new CoreError('CORE_RESPONSE_UNVERIFIED', message) }
  }
  if (!endpoint.output) return { kind: 'output', output: undefined as Output }
  try {
    return { kind: 'output', output: parseOutput(endpoint.name, endpoint.output, body, endpoint.page) }
  } catch (error) {
    if (error instanceof CoreError) return { kind: 'invalid', error }
    throw error
  }
}

function parseOutput<Output>(
  name: string,
  schema: NonNullable<Endpoint<unknown, Output>['output']>,
  body: Uint8Array,
  page: string | undefined,
): Output {
  const what = `${name}: the response`
  // The schema decides about an empty body: some responses are not documented.
  const value = body.length === 0 ? undefined : parseJson(body, 'CORE_RESPONSE_INVALID', what)
  const checked = check(schema, value, page)
  if (!checked.issues) return checked.value
  const list = checked.issues.map((issue) => `${issue.path || 'body'}: ${issue.message}`).join(' ')
  throw new CoreError('CORE_RESPONSE_INVALID', `${what} is not as documented. ${list}`, {
    issues: checked.issues,
  })
}

function errorDetails(
  endpoint: { readonly name: string },
  { status, headers, body, verified }: IncomingResponse,
): ApiErrorDetails {
  const { code, message, detail } = parseErrorBody(body)
  return {
    endpoint: endpoint.name,
    status,
    code: typeof code === 'string' ? code : `HTTP_${status}`,
    reason: typeof message === 'string' ? message : 'no message',
    detail,
    requestId: headers.get('request-id') ?? undefined,
    verified,
  }
}

// An error body may be anything: HTML of a proxy, nothing at all, `null`.
function parseErrorBody(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value = parseJson(body, 'CORE_RESPONSE_INVALID', '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
