import { ApiError, type RetryPolicy } from '@wxdp/core'
import { FetchError } from '../errors.ts'

/** What a decision to repeat stands on. */
export interface Failure {
  readonly error: unknown
  /** Of the answer, if one came. */
  readonly headers: Headers | undefined
  /** A host is left that this call has not tried. */
  readonly hasOther: boolean
  /** How often this call has waited already. */
  readonly pauses: number
  readonly random: () => number
}

/** 202: accepted, not done. 429, 502, 503: not carried out. 500 only as SYSTEM_ERROR: outcome unknown. */
const statuses = [202, 429, 502, 503]

/**
 * How long to wait before a failed attempt is repeated.
 *
 * Nothing is repeated for an endpoint that says `never`, a 429 neither: of calls such as refunds WeChat Pay says
 * that even then the outcome is unknown. A connection that failed is tried on a host not yet tried at once, and so
 * is a probe, whose repeat is never one. All else waits up to 1 s, then 2 s, then 4 s, a random part of it, and no
 * less than `Retry-After` says.
 *
 * @returns Milliseconds, 0 for at once; `undefined` when the failure stands.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function repeatAfter(repeat: RetryPolicy, failure: Failure): number | undefined {
  const { error, headers, hasOther, pauses, random } = failure
  if (repeat !== 'safe' && repeat !== 'numbered') return undefined
  const backOff = (): number => random() * 1000 * 2 ** Math.min(pauses, 2)
  if (error instanceof ApiError) {
    const { status, code } = error
    if (!statuses.includes(status) && !(status === 500 && code === 'SYSTEM_ERROR')) return undefined
    return Math.max(backOff(), retryAfter(headers))
  }
  if (isUnreachable(error)) return hasOther ? 0 : backOff()
  return isProbe(error) ? 0 : undefined
}

/** No connection, or no whole answer in time. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof FetchError && (error.code === 'FETCH_NETWORK' || error.code === 'FETCH_TIMEOUT')
}

function isProbe(error: unknown): boolean {
  return (
    error instanceof FetchError &&
    (error.cause as { code?: unknown } | undefined)?.code === 'AUTH_SIGNATURE_PROBE'
  )
}

/** Seconds, or a date, which is read by the clock of the machine that wrote it. */
function retryAfter(headers: Headers | undefined): number {
  const text = headers?.get('retry-after') ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const ms = Date.parse(text) - (Date.parse(headers?.get('date') ?? '') || Date.now())
  return Math.max(ms || 0, 0)
}
