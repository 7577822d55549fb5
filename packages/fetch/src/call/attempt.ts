import { BodyTooLarge } from '@wxdp/bounds'
import { type Endpoint, type OutgoingRequest, type ResponseProof, readResponse } from '@wxdp/core'
import { discard, readBody } from './body.ts'
import { networkFault, unknownResult } from './network-fault.ts'
import type { Settings } from './options.ts'
import type { Outcome, ResponseHead } from './outcome.ts'
import { redact } from './redact.ts'
import { type SignedRequest, type SignOptions, sign } from './sign.ts'
import { type FetchResponse, requireResponse } from './transport.ts'
import { type TimeLimit, within } from './within.ts'

/** Where one attempt goes, and how long it may take. */
export interface AttemptPlan extends TimeLimit {
  readonly settings: Settings
  readonly host: string
}

/** A browser shows 0 for a redirect. */
const redirects = [0, 301, 302, 303, 307, 308]

/** Makes one attempt: a new signature over the same bytes, and one response, verified before it is parsed. */
export async function attempt<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  outgoing: OutgoingRequest,
  { settings, host, time, signal: outer }: AttemptPlan,
): Promise<Outcome<Output>> {
  // The head is known even if the body never arrives.
  let head: ResponseHead | undefined
  const result = await within(
    async (signal) => {
      const request = await sign(outgoing, { settings, host, signal })
      if ('kind' in request) return request
      const response = await exchange(request, { settings, host, signal })
      if ('kind' in response) return response
      head = response
      return receive(endpoint, response, { settings, host, signal })
    },
    { time, signal: outer, late: `no whole response from ${host} within ${time} ms. ${unknownResult}` },
  )
  return result.kind === 'done' ? result.value : { ...result, head }
}

/** Sends a request. Resolves when the headers of the response have arrived. */
async function exchange(
  { url, init }: SignedRequest,
  { settings, host, signal }: SignOptions,
): Promise<FetchResponse | Outcome<never>> {
  // Signing may have taken all the time. Then nothing may be sent any more.
  signal.throwIfAborted()
  const { fetch = globalThis.fetch } = settings
  let returned: FetchResponse
  try {
    returned = await fetch(url, init)
  } catch (error) {
    return networkFault(error, { host })
  }
  const head = requireResponse(returned)
  // A body that is never read would keep the connection.
  const stop = (): void => discard(head)
  signal.addEventListener('abort', stop)
  const isRedirect = redirects.includes(head.status)
  if (isRedirect || signal.aborted) stop()
  if (!isRedirect) return head
  return { kind: 'refused', code: 'FETCH_REDIRECTED', message: `${host} sent a redirect.`, head }
}

/** Reads, verifies and parses a response, in this order. */
async function receive<Input, Output>(
  endpoint: Endpoint<Input, Output>,
  head: FetchResponse,
  { settings, host, signal }: SignOptions,
): Promise<Outcome<Output>> {
  const { maxBytes } = settings
  const { status, headers } = head
  let body: Uint8Array
  try {
    body = await readBody(head, { maxBytes, signal })
  } catch (cause) {
    if (!(cause instanceof BodyTooLarge)) return networkFault(cause, { host, head })
    const message = `the response is larger than ${maxBytes} bytes.`
    return { kind: 'refused', code: 'FETCH_BODY_TOO_LARGE', message, head, cause }
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
  head: FetchResponse,
  body: Uint8Array,
  { verifier }: Settings,
): Promise<ResponseProof | Outcome<never>> {
  const { status, headers } = head
  const ok = status >= 200 && status < 300
  if (!ok && !headers.get('wechatpay-signature')) return { verified: 'unsigned', body }
  try {
    const verified = await verifier.verify({ headers, body })
    return { verified: true, body: verified.body }
  } catch (error) {
    if (!ok) return { verified: false, body }
    const cause = redact(error)
    const why = cause instanceof Error ? ` ${cause.message}` : ''
    const message = `the signature of a success response (HTTP ${status}) does not verify. ${unknownResult}${why}`
    return { kind: 'untrusted', code: 'FETCH_UNTRUSTED', message, head, cause }
  }
}
