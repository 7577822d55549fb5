import type { NotifyError } from '../errors.ts'
import type { CallbackEvent } from './event.ts'

/** The response to a callback, before a host's adapter writes it in its own form. */
export interface CallbackResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How one callback ended: what `observe` is called with, and the response. */
export interface Settled extends Pick<CallbackEvent, 'outcome' | 'code' | 'error'> {
  readonly response: CallbackResponse
}

/** The response that makes WeChat Pay stop sending a notification. */
const accepted: CallbackResponse = { status: 204, headers: {}, body: '' }

/**
 * The status and the message of each refusal; where the status does not tell the outcome, the outcome as well. Any
 * 4xx or 5xx makes WeChat Pay send again. The messages are for its logs, and give away no key, serial or internal error.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
const refusals: Readonly<
  Record<string, readonly [status: number, message: string, outcome?: CallbackEvent['outcome']]>
> = {
  NOTIFY_SOURCE: [403, 'not from an allowed address'],
  NOTIFY_METHOD: [405, 'POST only'],
  NOTIFY_CONTENT_TYPE: [415, 'application/json only'],
  NOTIFY_BODY_INCOMPLETE: [408, 'the body is incomplete'],
  NOTIFY_BODY_TOO_LARGE: [413, 'the body is too large'],
  AUTH_HEADER_MISSING: [400, 'a Wechatpay-* header is missing'],
  AUTH_HEADER_INVALID: [400, 'a Wechatpay-* header is malformed'],
  AUTH_TIMESTAMP_INVALID: [400, 'a Wechatpay-* header is malformed'],
  AUTH_TIMESTAMP_EXPIRED: [401, 'the timestamp is too far off'],
  AUTH_SERIAL_UNKNOWN: [401, 'the serial is unknown'],
  AUTH_SIGNATURE_INVALID: [401, 'the signature does not match'],
  AUTH_SIGNATURE_PROBE: [401, 'the signature does not match', 'probe'],
  CORE_ENVELOPE_INVALID: [400, 'the body is not a notification'],
  AUTH_SEALED_INVALID: [400, 'the resource is not as documented'],
  NOTIFY_IN_PROGRESS: [503, 'the same notification is being handled', 'busy'],
  NOTIFY_INBOX_FULL: [503, 'the inbox is full'],
  NOTIFY_INBOX_UNAVAILABLE: [503, 'the inbox is unavailable'],
  NOTIFY_DEADLINE: [500, 'not handled in time'],
  NOTIFY_BODY_CONSUMED: [500, 'the body was read before the handler'],
  AUTH_OPEN_FAILED: [500, 'the resource cannot be opened'],
  CORE_RESOURCE_INVALID: [500, 'the resource is not as documented'],
}

/** A notification that is handled, now or by an earlier delivery. */
export function settle(outcome: 'accepted' | 'duplicate'): Settled {
  return { outcome, response: accepted }
}

/** A callback that was not accepted. Only the error's code decides on the response, and nothing else of it gets out. */
export function refuse(error: unknown): Settled {
  const code = codeOf(error)
  const refusal = Object.hasOwn(refusals, code ?? '') ? refusals[code as string] : undefined
  const [status, message, outcome = status < 500 ? 'refused' : 'failed'] =
    refusal ?? ([500, 'internal error'] as const)
  return {
    outcome,
    code,
    error,
    response: {
      status,
      headers: { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) },
      body: JSON.stringify({ code: 'FAIL', message }),
    },
  }
}

/** By their names: a verifier may come from another copy of `@wxdp/auth`, whose class is another one. */
const ourNames: readonly string[] = ['NotifyError', 'AuthError', 'CoreError']

/** Only the code of an error of ours counts: another's may be equal by chance, or on purpose. */
function codeOf(error: unknown): string | undefined {
  try {
    const { name, code } = error as NotifyError
    return ourNames.includes(name) ? `${code}` : undefined
  } catch {
    // What was thrown may be a Proxy.
    return undefined
  }
}
