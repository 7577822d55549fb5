import type { NotifyError } from '../errors.ts'
import type { CallbackEvent } from './observe.ts'

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
 * The status of each refusal. Any 4xx or 5xx makes WeChat Pay send again.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
const statuses: Readonly<Record<string, number>> = {
  NOTIFY_SOURCE: 403,
  NOTIFY_METHOD: 405,
  NOTIFY_CONTENT_TYPE: 415,
  NOTIFY_BODY_INCOMPLETE: 408,
  NOTIFY_BODY_TOO_LARGE: 413,
  AUTH_HEADER_MISSING: 400,
  AUTH_HEADER_INVALID: 400,
  AUTH_TIMESTAMP_INVALID: 400,
  AUTH_TIMESTAMP_EXPIRED: 401,
  AUTH_SERIAL_UNKNOWN: 401,
  AUTH_SIGNATURE_INVALID: 401,
  AUTH_SIGNATURE_PROBE: 401,
  CORE_ENVELOPE_INVALID: 400,
  AUTH_SEALED_INVALID: 400,
  NOTIFY_IN_PROGRESS: 503,
  NOTIFY_INBOX_FULL: 503,
  NOTIFY_INBOX_UNAVAILABLE: 503,
  NOTIFY_DEADLINE: 500,
  NOTIFY_BODY_CONSUMED: 500,
  NOTIFY_EVENT_INVALID: 500,
  AUTH_OPEN_FAILED: 500,
  CORE_RESOURCE_INVALID: 500,
}

/** Where the status does not tell the outcome. */
const outcomes: Readonly<Record<string, CallbackEvent['outcome']>> = {
  AUTH_SIGNATURE_PROBE: 'probe',
  NOTIFY_IN_PROGRESS: 'busy',
}

/** A notification that is handled, now or by an earlier delivery. */
export function settle(outcome: 'accepted' | 'duplicate'): Settled {
  return { outcome, response: accepted }
}

/**
 * A callback that was not accepted. The response has the error's code, which WeChat Pay logs. Nothing else of the error
 * gets out, and of an error whose status is not listed, not even the code.
 */
export function refuse(error: unknown): Settled {
  const code = codeOf(error)
  const known = code !== undefined && Object.hasOwn(statuses, code)
  const status = known ? (statuses[code] as number) : 500
  return {
    outcome: (known && outcomes[code]) || (status < 500 ? 'refused' : 'failed'),
    code,
    error,
    response: {
      status,
      headers: { 'Content-Type': 'application/json', ...(status === 405 && { Allow: 'POST' }) },
      body: JSON.stringify({ code: 'FAIL', message: known ? code : 'internal error' }),
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
