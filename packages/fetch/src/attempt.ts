import type { Signer, Verifier } from '@wxdp/auth'
import { type AttemptRecord, type Endpoint, fromResponse, type OutgoingRequest, type Proof } from '@wxdp/core'
import { type Deadline, readBytes, startDeadline } from '@wxdp/core/bounds'
import { version } from '../package.json'
import { checkRequest } from './check-request.ts'
import type { Fail } from './errors.ts'

/** Carries one request. The runtime's `fetch` is one; so is a sandbox's, and any function in a test. */
export type Fetch = (request: Request) => Promise<Response>

/** What one attempt needs besides the request. */
export interface Attempt {
  readonly signer: Signer
  readonly verifier: Verifier
  readonly send: Fetch
  readonly host: string
  /** Milliseconds. */
  readonly time: number
  readonly maxBytes: number
  readonly language?: string | undefined
  readonly signal: AbortSignal | undefined
  readonly fail: Fail
  /** For an `ApiError`. */
  readonly attempts: readonly AttemptRecord[]
  readonly seen: Seen
}

/** What an attempt has come to; whoever makes it reads this when it has ended. */
export interface Seen {
  /** Kept: of a request that is garbage, Node forgets the signal, and neither abort nor time-out would end it. */
  request?: Request
  /** As soon as its headers are there. */
  response?: Response
}

const redirects = [301, 302, 303, 307, 308]

/** One attempt: a new signature over the same bytes, one answer, verified before it is read. */
export async function attempt<Input, Output>(
  options: Attempt,
  endpoint: Endpoint<Input, Output>,
  request: OutgoingRequest,
): Promise<Output> {
  const { host, time, fail, attempts } = options
  const late = (): Error => fail('FETCH_TIMEOUT', `no whole answer from ${host} within ${time} ms.`)
  const deadline = startDeadline(time, late, options.signal)
  try {
    options.seen.request = await deadline.race(sign(options, request, deadline.signal))
    const response = await exchange(options, options.seen.request, deadline)
    const body = await read(options, response, deadline)
    const proof = await deadline.race(prove(options, response, body))
    const { status, headers } = response
    return fromResponse(endpoint, { status, headers, attempts, ...proof })
  } finally {
    deadline.dispose()
  }
}

async function sign(
  { signer, verifier, host, language, fail }: Attempt,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<Request> {
  await checkRequest(signer, verifier, request, fail)
  const { method, target, headers, body } = request
  const url = new URL(host + target)
  if (url.pathname + url.search !== target) {
    throw fail('FETCH_TARGET_CHANGED', 'the path does not survive a URL parser; nothing was sent.')
  }
  const { preferred } = verifier.keyring
  return new Request(url, {
    method,
    headers: {
      ...(preferred !== undefined && { 'Wechatpay-Serial': preferred }),
      ...(language !== undefined && { 'Accept-Language': language }),
      // Of encrypted fields the request brings the serial itself.
      ...headers,
      Authorization: await signer.authorize({ method, target, body }),
      'User-Agent': userAgent(),
    },
    body: method === 'GET' ? null : (body as BodyInit),
    redirect: 'manual',
    signal,
  })
}

async function exchange(
  { send, host, fail, seen }: Attempt,
  request: Request,
  { race, signal }: Deadline,
): Promise<Response> {
  let response: Response
  try {
    response = await race(send(request))
  } catch (cause) {
    signal.throwIfAborted()
    throw fail('FETCH_NETWORK', `${host} could not be reached, or the connection broke.`, { cause })
  }
  seen.response = response
  const { status, type, body } = response
  if (type === 'opaqueredirect' || redirects.includes(status)) {
    // Unread, it would keep the connection.
    body?.cancel().catch(() => {})
    throw fail('FETCH_REDIRECTED', `${host} answered with a redirect.`, { status })
  }
  return response
}

async function read(
  { maxBytes, fail }: Attempt,
  { status, body }: Response,
  { race, signal }: Deadline,
): Promise<Uint8Array> {
  try {
    return await race(readBytes(body, { maxBytes, signal }))
  } catch (cause) {
    signal.throwIfAborted()
    const more = { status, cause }
    if ((cause as { code?: unknown }).code === 'CORE_BODY_TOO_LARGE') {
      throw fail('FETCH_BODY_TOO_LARGE', `the answer is larger than ${maxBytes} bytes.`, more)
    }
    throw fail('FETCH_NETWORK', 'the connection broke while the answer came in.', more)
  }
}

/** A success must be proven. Of an error answer it is noted whether it is: it decides nothing. */
async function prove(
  { verifier, fail }: Attempt,
  { status, ok, headers }: Response,
  body: Uint8Array,
): Promise<Proof> {
  if (!ok && !headers.has('wechatpay-signature')) return { verified: 'unsigned', body }
  try {
    const verified = await verifier.verify({ headers, body })
    return { verified: true, body: verified.body }
  } catch (cause) {
    if (!ok) return { verified: false, body }
    const message = `a success answer (HTTP ${status}) not proven to be WeChat Pay's; whether the call was carried out is unknown. ${cause instanceof Error ? cause.message : ''}`
    throw fail('FETCH_UNTRUSTED', message.trim(), { status, cause })
  }
}

// WeChat Pay is likely to refuse requests without one.
function userAgent(): string {
  return `wxdp/${version} ${globalThis.navigator?.userAgent ?? ''}`.trim()
}
