import type { Fault } from '../faults/fault.ts'
import type { RawRequest } from '../http/request.ts'
import type { SentResponse } from '../http/responses.ts'
import type { SignatureCheck, WrongSignature } from '../http/signature-check.ts'
import { expectedMessage } from '../identities/expected-message.ts'
import type { IdentityKind } from '../identities/identity.ts'

/** A request that the sandbox got, and what it responded. */
export interface RequestRecord {
  /** The first part of the response's `Request-ID`. */
  readonly id: string
  /** When it came, on the sandbox's clock. Milliseconds since 1970. */
  readonly time: number
  /** Whom the path is for. */
  readonly to: IdentityKind
  readonly method: string
  /** Path and query exactly as on the request line. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body as text; empty if it could not be read. */
  readonly body: string
  /** The name of the endpoint, such as `createPlan`; method and path if it has none. Absent if there is no such endpoint. */
  readonly endpoint: string | undefined
  /** The fault that it met. */
  readonly fault: Fault | undefined
  readonly signature: SignatureCheck
  /** Absent if none was sent: after `timeout` and `reset`, and if an endpoint of the user's own has thrown. */
  readonly response: RecordedResponse | undefined
}

/** A response as the sandbox made it. A fault such as `truncatedBody` changes what arrives of its body. */
export interface RecordedResponse {
  readonly status: number
  /** In the spelling of the documentation. */
  readonly headers: Readonly<Record<string, string>>
  /** The body as text; empty for a 204. */
  readonly body: string
}

/** What is known of a request once it is over. */
export interface Seen {
  readonly id: string
  readonly time: number
  readonly to: IdentityKind
  /** With an empty body if that could not be read. */
  readonly request: RawRequest
  readonly fault: Fault | undefined
  /** What is wrong with the signature; or whether it was found to be genuine. */
  readonly signature: WrongSignature | 'genuine' | 'unchecked'
  readonly response: SentResponse | undefined
  readonly endpoint: () => string | undefined
}

/** Most requests are never looked at: what has to be worked out is worked out when it is read. */
export function toRecord(seen: Seen): RequestRecord {
  const { id, time, to, request, fault, response } = seen
  const { method, target, body } = request
  return {
    id,
    time,
    to,
    method,
    target,
    headers: Object.fromEntries(request.headers),
    get body() {
      return new TextDecoder().decode(body)
    },
    get endpoint() {
      return seen.endpoint()
    },
    fault,
    get signature() {
      return signatureOf(seen)
    },
    response: response && toRecordedResponse(response),
  }
}

function signatureOf({ signature, request }: Seen): SignatureCheck {
  if (typeof signature === 'object') return signature
  const expected = expectedMessage(request)
  return signature === 'genuine'
    ? { result: 'genuine', expected, signed: expected }
    : { result: 'unchecked', expected }
}

function toRecordedResponse({ status, headers, body }: SentResponse): RecordedResponse {
  return {
    status,
    headers,
    get body() {
      return new TextDecoder().decode(body)
    },
  }
}

/** The bytes that a record holds, roughly. */
export function sizeOf({ request, signature, response }: Seen): number {
  const { target, headers, body } = request
  const ofHeaders = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  const { signed = '', expected = '' } = typeof signature === 'object' ? signature : {}
  const ofMessages = 2 * (signed.length + expected.length)
  return target.length + ofHeaders + body.length + ofMessages + (response?.body.length ?? 0)
}
