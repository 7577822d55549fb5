import { BodyTooLarge, readBytes, startDeadline } from '@wxdp/bounds'
import { type Endpoint, type OutgoingRequest, type ResponseProof, readResponse } from '@wxdp/core'
import type { Settings } from './options.ts'
import type { Outcome, ResponseHead } from './outcome.ts'
import { sign } from './sign.ts'

/** Where one attempt goes, and how long it may take. */
export interface AttemptPlan {
  readonly host: string
  /** Milliseconds. */
  readonly time: number
  /** The caller's. */
  readonly signal: AbortSignal | undefined
}

const redirects = [301, 302, 303, 307, 308]

/**
 * Makes one attempt: a new signature over the same bytes, one response, verified before it is read. Never rejects.
 *
 * It ends in time even if the keyring or the transport ignores the signal.
 */
export async function attempt<Input, Output>(
  settings: Settings,
  endpoint: Endpoint<Input, Output>,
  request: OutgoingRequest,
  { host, time, signal: outer }: AttemptPlan,
): Promise<Outcome<Output>> {
  const late = new Error(`no whole response within ${time} ms`)
  const deadline = startDeadline(time, () => late, outer)
  const { signal } = deadline
  let head: ResponseHead | undefined
  // Kept in this scope: once the Request is garbage-collected, Node drops its abort listener, and neither an abort
  // nor the time-out would end the exchange.
  let signed: Request | undefined

  async function perform(): Promise<Outcome<Output>> {
    const result = await sign(settings, request, { host, signal })
    if (!(result instanceof Request)) return result
    signed = result
    // Nothing is sent once it is over.
    signal.throwIfAborted()
    let response: Response
    try {
      response = await (settings.fetch ?? globalThis.fetch)(signed)
    } catch (cause) {
      const message = `${host} could not be reached, or the connection broke.`
      return { kind: 'unreachable', code: 'FETCH_NETWORK', message, cause }
    }
    head = { status: response.status, headers: response.headers }
    const isRedirect = response.type === 'opaqueredirect' || redirects.includes(response.status)
    if (isRedirect || signal.aborted) {
      // Unread, the body would keep the connection.
      response.body?.cancel().catch(() => {})
      return {
        kind: 'refused',
        code: 'FETCH_REDIRECTED',
        message: `${host} responded with a redirect.`,
        head,
      }
    }
    const body = await read(response, head)
    if (!(body instanceof Uint8Array)) return body
    const proof = await prove(response, body)
    if ('cause' in proof) return { kind: 'untrusted', head, cause: proof.cause }
    return { kind: 'answered', head, content: readResponse(endpoint, { ...head, ...proof }) }
  }

  async function read(response: Response, head: ResponseHead): Promise<Uint8Array | Outcome<Output>> {
    const { maxBytes } = settings
    try {
      return await readBytes(response.body, { maxBytes, signal })
    } catch (cause) {
      if (cause instanceof BodyTooLarge) {
        const message = `the response is larger than ${maxBytes} bytes.`
        return { kind: 'refused', code: 'FETCH_BODY_TOO_LARGE', message, head, cause }
      }
      const message = 'the connection broke while the response was read.'
      return { kind: 'unreachable', code: 'FETCH_NETWORK', message, head, cause }
    }
  }

  /** A success must be verified. Whether an error response is, is noted: it decides nothing. */
  async function prove(
    { ok, headers }: Response,
    body: Uint8Array,
  ): Promise<ResponseProof | { readonly cause: unknown }> {
    if (!ok && !headers.has('wechatpay-signature')) return { verified: 'unsigned', body }
    try {
      const verified = await settings.verifier.verify({ headers, body })
      return { verified: true, body: verified.body }
    } catch (cause) {
      return ok ? { cause } : { verified: false, body }
    }
  }

  try {
    const outcome = await deadline.race(perform())
    // A transport may settle because of the abort before the deadline does.
    signal.throwIfAborted()
    return outcome
  } catch (error) {
    if (outer?.aborted) return { kind: 'aborted', reason: outer.reason, head }
    if (error !== late) return { kind: 'failed', error, head }
    const message = `no whole response from ${host} within ${time} ms.`
    return { kind: 'unreachable', code: 'FETCH_TIMEOUT', message, head }
  } finally {
    signed = undefined
    deadline.dispose()
  }
}
