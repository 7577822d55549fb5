import type { Signer, Verifier } from '@wxdp/auth'
import { BodyTooLarge, readBytes, startDeadline } from '@wxdp/bounds'
import {
  type AttemptRecord,
  type Endpoint,
  fromResponse,
  type OutgoingRequest,
  type ResponseProof,
} from '@wxdp/core'
import { version } from '../../package.json'
import type { Fail } from '../errors.ts'
import { checkRequest } from './check-request.ts'

/** Carries one request. The runtime's `fetch` is one; so is a sandbox's, and any function in a test. */
export type FetchFunction = (request: Request) => Promise<Response>

/** What it needs of the client's. */
export interface AttemptSettings {
  readonly signer: Signer
  readonly verifier: Verifier
  readonly maxBytes: number
  readonly language?: string | undefined
}

/** What one attempt needs besides the request. */
export interface Attempt {
  readonly settings: AttemptSettings
  readonly send: FetchFunction
  readonly host: string
  /** Milliseconds. */
  readonly time: number
  readonly signal: AbortSignal | undefined
  readonly fail: Fail
  /** For an `ApiError`. */
  readonly attempts: readonly AttemptRecord[]
  readonly seen: Seen
  readonly caller: 'mchid' | 'brand_id'
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
  const { host, time, fail } = options
  const late = (): Error => fail('FETCH_TIMEOUT', `no whole answer from ${host} within ${time} ms.`)
  const { signal, race, dispose } = startDeadline(time, late, options.signal)
  try {
    // Over at once when time is, whatever a keyring or a transport that heeds no signal is waiting for.
    return await race(perform(options, endpoint, request, signal))
  } finally {
    dispose()
  }
}

async function perform<Input, Output>(
  options: Attempt,
  endpoint: Endpoint<Input, Output>,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<Output> {
  const { seen, attempts } = options
  seen.request = await sign(options, request, signal)
  // Nothing is sent when it is over already.
  signal.throwIfAborted()
  const response = await exchange(options, seen.request, signal)
  const body = await read(options, response, signal)
  const { status, headers } = response
  const proof = await prove(options, response, body)
  return fromResponse(endpoint, { status, headers, attempts, ...proof })
}

async function sign(
  { settings, host, fail, caller }: Attempt,
  request: OutgoingRequest,
  signal: AbortSignal,
): Promise<Request> {
  const { signer, verifier, language } = settings
  await checkRequest(signer, verifier, request, caller, fail)
  const { method, target, headers, body } = request
  const url = host + target
  const { preferred } = verifier.keyring
  const signed = new Request(url, {
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
  if (signed.url === url) return signed
  throw fail('FETCH_TARGET_CHANGED', 'the path does not survive a URL parser; nothing was sent.')
}

async function exchange(
  { send, host, fail, seen }: Attempt,
  request: Request,
  signal: AbortSignal,
): Promise<Response> {
  let response: Response
  try {
    response = await send(request)
  } catch (cause) {
    signal.throwIfAborted()
    throw fail('FETCH_NETWORK', `${host} could not be reached, or the connection broke.`, { cause })
  }
  seen.response = response
  const { status, type, body } = response
  const isRedirect = type === 'opaqueredirect' || redirects.includes(status)
  if (!isRedirect && !signal.aborted) return response
  // Unread, it would keep the connection.
  body?.cancel().catch(() => {})
  signal.throwIfAborted()
  throw fail('FETCH_REDIRECTED', `${host} answered with a redirect.`, { status })
}

async function read(
  { settings, fail }: Attempt,
  { status, body }: Response,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { maxBytes } = settings
  try {
    return await readBytes(body, { maxBytes, signal })
  } catch (cause) {
    signal.throwIfAborted()
    const more = { status, cause }
    if (cause instanceof BodyTooLarge) {
      throw fail('FETCH_BODY_TOO_LARGE', `the answer is larger than ${maxBytes} bytes.`, more)
    }
    throw fail('FETCH_NETWORK', 'the connection broke while the answer came in.', more)
  }
}

/** A success must be proven. Of an error answer it is noted whether it is: it decides nothing. */
async function prove(
  { settings, fail }: Attempt,
  { status, ok, headers }: Response,
  body: Uint8Array,
): Promise<ResponseProof> {
  if (!ok && !headers.has('wechatpay-signature')) return { verified: 'unsigned', body }
  try {
    const verified = await settings.verifier.verify({ headers, body })
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
