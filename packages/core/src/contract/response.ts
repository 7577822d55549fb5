import { CoreError } from '../errors.ts'
import { ApiError, type Verification } from './api-error.ts'
import type { AttemptRecord } from './attempt-record.ts'
import type { Endpoint } from './endpoint.ts'
import { parseJson } from './json.ts'
import { check } from './schema.ts'
import type { VerifiedBytes } from './verified-bytes.ts'

/** A body, and what is known about its signature. Only verified bytes can claim `verified: true`. */
export type ResponseProof =
  | { readonly verified: true; readonly body: VerifiedBytes }
  | { readonly verified: Exclude<Verification, true>; readonly body: Uint8Array }

/** An answer as it came in, and its proof. */
export type IncomingResponse = ResponseProof & {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** For the error, if it becomes one: the client's own list, which it may still complete. */
  readonly attempts?: readonly AttemptRecord[] | undefined
}

/**
 * Reads an answer: the output of a verified 200 or 204, or an error.
 *
 * Unknown fields stay in the output.
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
  const { status, body, verified } = response
  if (status !== 200 && status !== 204) throw apiError(endpoint, response)
  if (verified !== true) {
    const message = `${endpoint.name}: a success answer counts only once its signature is verified.`
    throw new CoreError('CORE_RESPONSE_UNVERIFIED', message)
  }
  if (!endpoint.output) return undefined as Output
  const what = `${endpoint.name}: the answer`
  // An empty body is for the schema to accept: some answers are not documented.
  const value = body.length === 0 ? undefined : parseJson(body, 'CORE_RESPONSE_INVALID', what)
  const checked = check(endpoint.output, value, endpoint.page)
  if (!checked.issues) return checked.value
  const list = checked.issues.map((issue) => `${issue.path || 'body'}: ${issue.message}`).join(' ')
  throw new CoreError('CORE_RESPONSE_INVALID', `${what} is not what is documented. ${list}`, {
    issues: checked.issues,
  })
}

function apiError(
  endpoint: { name: string },
  { status, headers, body, verified, attempts = [] }: IncomingResponse,
): ApiError {
  const answer = readErrorBody(body)
  return new ApiError({
    endpoint: endpoint.name,
    status,
    code: typeof answer.code === 'string' ? answer.code : `HTTP_${status}`,
    reason: typeof answer.message === 'string' ? answer.message : 'no message',
    detail: answer.detail,
    requestId: headers.get('request-id') ?? undefined,
    verified,
    attempts,
  })
}

// An error body may be anything: a proxy's HTML, nothing at all, `null`.
function readErrorBody(body: Uint8Array): Record<string, unknown> {
  try {
    const value = parseJson(body, 'CORE_RESPONSE_INVALID', '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
