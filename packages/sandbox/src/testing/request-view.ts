import { identityKindOf } from '../identities/identity.ts'
import type { RequestRecord } from '../requests/request-record.ts'
import { type Difference, describeDifference, differenceFrom } from './difference.ts'

/** Which request is expected. What is not given does not count. */
export interface ExpectedRequest {
  /** An endpoint of `@wxdp/core` or one of your own, or just its name. */
  readonly endpoint?: string | { readonly name?: string; readonly method: string; readonly path: string }
  /** Who has sent it. */
  readonly from?: 'partner' | 'brand'
  /** Members of the JSON body; a regular expression fits a string. */
  readonly body?: object
  /** Parameters of the query. */
  readonly query?: Readonly<Record<string, string | RegExp>>
  /** Status of the response. */
  readonly status?: number
  /** Members of the response's JSON body, such as `{ code: 'PARAM_ERROR' }`. */
  readonly response?: object
}

/** The first difference between a request and what is expected of it. */
export function differenceOf(request: RequestRecord, expected: ExpectedRequest): Difference | undefined {
  const { endpoint, from, body, query, status, response } = expected
  const complete = {
    ...(endpoint !== undefined && { endpoint: nameOf(endpoint) }),
    ...(typeof endpoint === 'object' && { from: identityKindOf(endpoint.path) }),
    ...(from && { from }),
    ...(body && { body }),
    ...(query && { query }),
    ...(status !== undefined && { status }),
    ...(response && { response }),
  }
  return differenceFrom(complete, viewOf(request), 'request')
}

function nameOf(endpoint: NonNullable<ExpectedRequest['endpoint']>): string {
  return typeof endpoint === 'string' ? endpoint : (endpoint.name ?? `${endpoint.method} ${endpoint.path}`)
}

/** An endpoint by its name: its schemas say nothing in a message. */
export function readable({ endpoint, ...expected }: ExpectedRequest): object {
  return { ...(endpoint !== undefined && { endpoint: nameOf(endpoint) }), ...expected }
}

/** A request in the terms in which it is expected. */
export function viewOf({ endpoint, to, target, body, response }: RequestRecord): object {
  return {
    endpoint,
    from: to,
    body: parsed(body),
    query: Object.fromEntries(new URL(target, 'http://localhost').searchParams),
    status: response?.status,
    response: response && parsed(response.body),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function describeRequest(request: RequestRecord, difference?: Difference): string {
  const { endpoint, method, target, response, signature } = request
  const { code } = Object(parsed(response?.body ?? '')) as { readonly code?: unknown }
  const outcome = [response?.status ?? 'no response', code].filter((part) => part !== undefined).join(' ')
  const why = signature.diagnosis?.en ?? (difference && describeDifference(difference))
  return `${endpoint ?? `${method} ${target}`} → ${outcome}${why ? `: ${why}` : ''}`
}
