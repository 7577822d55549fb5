import type { Signer, Verifier } from '@wxdp/auth'
import { type Endpoint, fromResponse, type OutgoingRequest, type Proof } from '@wxdp/core'
import { type Deadline, readBytes, startDeadline } from '@wxdp/core/bounds'
import { version } from '../package.json'
import { checkRequest } from './check-request.ts'
import { FetchError } from './errors.ts'

/** Carries one request. The runtime's `fetch` is one; so is a sandbox's, and any function in a test. */
export type Fetch = (request: Request) => Promise<Response>

/** What one attempt needs besides the request. */
export interface Attempt {
  readonly signer: Signer
  readonly verifier: Verifier
  readonly send: Fetch
  readonly timeout: number
  readonly maxBytes: number
  readonly signal: AbortSignal | undefined
}

const redirects = [301, 302, 303, 307, 308]

/** One attempt: a new signature over the same bytes, one answer, verified before it is read. */
export async function attempt<Input, Output>(
  options: Attempt,
  origin: string,
  endpoint: Endpoint<Input, Output>,
  request: OutgoingRequest,
): Promise<Output> {
  const { name } = endpoint
  const { timeout } = options
  const late = (): FetchError =>
    new FetchError('FETCH_TIMEOUT', `no whole answer from ${origin} within ${timeout} ms.`, {
      endpoint: name,
    })
  const deadline = startDeadline(timeout, late, options.signal)
  try {
    const signed = await deadline.race(sign(options, origin, name, request))
    const response = await exchange(options.send, signed, deadline, name, origin)
    const body = await read(response, options.maxBytes, deadline, name)
    const proof = await deadline.race(prove(options.verifier, response, body, name))
    return fromResponse(endpoint, { status: response.status, headers: response.headers, ...proof })
  } finally {
    deadline.dispose()
  }
}

async function sign(
  { signer, verifier }: Attempt,
  origin: string,
  endpoint: string,
  request: OutgoingRequest,
): Promise<Request> {
  await checkRequest(signer, verifier, request, endpoint)
  const { method, target, headers, body } = request
  const url = new URL(origin + target)
  if (url.pathname + url.search !== target) {
    throw new FetchError(
      'FETCH_TARGET_CHANGED',
      'the path does not survive a URL parser; nothing was sent.',
      { endpoint },
    )
  }
  const { preferred } = verifier.keyring
  return new Request(url, {
    method,
    headers: {
      ...(preferred !== undefined && { 'Wechatpay-Serial': preferred }),
      // Of encrypted fields the request brings the serial itself.
      ...headers,
      Authorization: await signer.authorize({ method, target, body }),
      'User-Agent': userAgent(),
    },
    body: method === 'GET' ? null : (body as BodyInit),
    redirect: 'manual',
  })
}

async function exchange(
  send: Fetch,
  request: Request,
  deadline: Deadline,
  endpoint: string,
  origin: string,
): Promise<Response> {
  let response: Response
  try {
    response = await deadline.race(send(new Request(request, { signal: deadline.signal })))
  } catch (cause) {
    if (deadline.signal.aborted) throw deadline.signal.reason
    throw new FetchError('FETCH_NETWORK', `${origin} could not be reached, or the connection broke.`, {
      endpoint,
      cause,
    })
  }
  if (response.type === 'opaqueredirect' || redirects.includes(response.status)) {
    const { status } = response
    throw new FetchError('FETCH_REDIRECTED', `${origin} answered with a redirect.`, { endpoint, status })
  }
  return response
}

async function read(
  response: Response,
  maxBytes: number,
  { signal, race }: Deadline,
  endpoint: string,
): Promise<Uint8Array> {
  const { status } = response
  try {
    return await race(readBytes(response.body, { maxBytes, signal }))
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    if ((cause as { code?: unknown }).code === 'CORE_BODY_TOO_LARGE') {
      const message = `the answer is larger than ${maxBytes} bytes.`
      throw new FetchError('FETCH_BODY_TOO_LARGE', message, { endpoint, status, cause })
    }
    throw new FetchError('FETCH_NETWORK', 'the connection broke while the answer came in.', {
      endpoint,
      status,
      cause,
    })
  }
}

/** A success must be proven. Of an error answer it is noted whether it is: it decides nothing. */
async function prove(
  verifier: Verifier,
  response: Response,
  body: Uint8Array,
  endpoint: string,
): Promise<Proof> {
  const { status, ok, headers } = response
  if (!ok && !headers.has('wechatpay-signature')) return { verified: 'unsigned', body }
  try {
    const verified = await verifier.verify({ headers, body })
    return { verified: true, body: verified.body }
  } catch (cause) {
    if (!ok) return { verified: false, body }
    const message = `a success answer (HTTP ${status}) that is not proven to be WeChat Pay's; whether the call was carried out is unknown. ${cause instanceof Error ? cause.message : ''}`
    throw new FetchError('FETCH_UNTRUSTED', message.trim(), { endpoint, status, cause })
  }
}

// WeChat Pay is likely to refuse requests without one.
function userAgent(): string {
  const runtime = globalThis.navigator?.userAgent
  return runtime ? `wxdp/${version} ${runtime}` : `wxdp/${version}`
}
