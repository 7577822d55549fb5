import { BodyTooLarge, readBytes } from '@wxdp/bounds'
import { type Endpoint, type OutgoingRequest, type ResponseProof, readResponse } from '@wxdp/core'
import type { Settings } from './options.ts'
import type { Outcome, ResponseHead } from './outcome.ts'
import { type SignOptions, sign } from './sign.ts'
import { type TimeLimit, within } from './within.ts'

/** Where one attempt goes, and how long it may take. */
export interface AttemptPlan extends TimeLimit {
  readonly settings: Settings
  readonly host: string
}

const redirects = [301, 302, 303, 307, 308]

/** Makes one attempt: a new signature over the same bytes, and one response, verified before it is parsed. */
export async function attempt<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  outgoing: OutgoingRequest,
  { settings, host, time, signal: outer }: AttemptPlan,
): Promise<Outcome<Output>> {
  // Holds the Request until the attempt ends: once a Request is garbage-collected, Node drops its abort listener, and
  // neither an abort nor the time-out would end the exchange. The head is known even if the body never arrives.
  const progress: { request?: Request; head?: ResponseHead } = {}
  const result = await within(
    async (signal) => {
      const request = await sign(outgoing, { settings, host, signal })
      if ('kind' in request) return request
      progress.request = request
      const response = await exchange(request, { settings, host, signal })
      if ('kind' in response) return response
      progress.head = response
      return receive(endpoint, response, { settings, signal })
    },
    { time, signal: outer, late: `no whole response from ${host} within ${time} ms.` },
  )
  return result.kind === 'done' ? result.value : { ...result, head: progress.head }
}

/** Sends a request. Resolves when the headers of the response have arrived. */
async function exchange(
  request: Request,
  { settings, host, signal }: SignOptions,
): Promise<Response | Outcome<never>> {
  // Signing may have taken all the time. Then nothing may be sent any more.
  signal.throwIfAborted()
  const { fetch = globalThis.fetch } = settings
  let response: Response
  try {
    response = await fetch(request)
  } catch (cause) {
    const message = `${host} could not be reached, or the connection broke.`
    return { kind: 'unreachable', code: 'FETCH_NETWORK', message, cause }
  }
  const isRedirect = response.type === 'opaqueredirect' || redirects.includes(response.status)
  if (!isRedirect && !signal.aborted) return response
  // A body that is never read would keep the connection. After the time limit, the outcome below is ignored.
  response.body?.cancel().catch(() => {})
  return { kind: 'refused', code: 'FETCH_REDIRECTED', message: `${host} sent a redirect.`, head: response }
}

/** Reads, verifies and parses a response, in this order. */
async function receive<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  head: Response,
  { settings, signal }: Pick<SignOptions, 'settings' | 'signal'>,
): Promise<Outcome<Output>> {
  const { maxBytes } = settings
  const { status, headers } = head
  let body: Uint8Array
  try {
    body = await readBytes(head.body, { maxBytes, signal })
  } catch (cause) {
    if (cause instanceof BodyTooLarge) {
      const message = `the response is larger than ${maxBytes} bytes.`
      return { kind: 'refused', code: 'FETCH_BODY_TOO_LARGE', message, head, cause }
    }
    const message = 'the connection broke before the end of the response.'
    return { kind: 'unreachable', code: 'FETCH_NETWORK', message, head, cause }
  }
  const proof = await prove(head, body, settings)
  if ('kind' in proof) return proof
  const content = readResponse(endpoint, { status, headers, ...proof })
  if (content.kind === 'output') return { kind: 'answered', head, output: content.output }
  if (content.kind === 'error') return { kind: 'answered', head, error: content.details }
  return { kind: 'failed', head, error: content.error }
}

/** A success must be verified. Of an error response, the proof is only recorded. */
async function prove(
  head: Response,
  body: Uint8Array,
  { verifier }: Settings,
): Promise<ResponseProof | Outcome<never>> {
  const { ok, status, headers } = head
  if (!ok && !headers.has('wechatpay-signature')) return { verified: 'unsigned', body }
  try {
    const verified = await verifier.verify({ headers, body })
    return { verified: true, body: verified.body }
  } catch (cause) {
    if (!ok) return { verified: false, body }
    const why = cause instanceof Error ? ` ${cause.message}` : ''
    const message = `the signature of a success response (HTTP ${status}) does not verify; whether the call was carried out is unknown.${why}`
    return { kind: 'untrusted', code: 'FETCH_UNTRUSTED', message, head, cause }
  }
}
