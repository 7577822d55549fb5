import type { RetryPolicy } from '@wxdp/core'
import type { Outcome } from './outcome.ts'

/** What the decision to retry is based on, besides the outcome. */
export interface RetryContext {
  /** This call has not tried every host yet. */
  readonly hasOther: boolean
  /** How many times this call has waited before a retry. */
  readonly pauses: number
  /** From 0 up to 1. */
  readonly random: () => number
}

/** 202: accepted, not done. 429, 502, 503: not carried out. 500 only as SYSTEM_ERROR: outcome unknown. */
const statuses = [202, 429, 502, 503]

/**
 * How long to wait before an attempt is retried.
 *
 * An endpoint whose policy is `never` is not retried, not even after a 429: for calls such as refunds WeChat Pay says
 * that the outcome is unknown even then. After a connection fault the call goes to a host not yet tried, at once. A
 * signature probe is retried at once, too: a retry is never probed. Everything else waits a random part of 1 s, then
 * 2 s, then 4 s, and no less than `Retry-After` says.
 *
 * @returns Milliseconds, 0 for at once; `undefined` to give up.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function retryAfter(
  policy: RetryPolicy,
  outcome: Outcome<unknown>,
  { hasOther, pauses, random }: RetryContext,
): number | undefined {
  if (policy !== 'safe' && policy !== 'numbered') return undefined
  const backOff = (): number => random() * 1000 * 2 ** Math.min(pauses, 2)
  switch (outcome.kind) {
    case 'answered': {
      if (outcome.content.kind !== 'error') return undefined
      const { status, code } = outcome.content.details
      if (!statuses.includes(status) && !(status === 500 && code === 'SYSTEM_ERROR')) return undefined
      return Math.max(backOff(), retryAfterHeader(outcome.head.headers))
    }
    case 'unreachable':
      return hasOther ? 0 : backOff()
    case 'untrusted':
      return isProbe(outcome.cause) ? 0 : undefined
    default:
      return undefined
  }
}

function isProbe(cause: unknown): boolean {
  return (cause as { code?: unknown } | undefined)?.code === 'AUTH_SIGNATURE_PROBE'
}

/** Seconds, or a date, which is compared with the clock of the machine that wrote it. */
function retryAfterHeader(headers: Headers): number {
  const text = headers.get('retry-after') ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const ms = Date.parse(text) - (Date.parse(headers.get('date') ?? '') || Date.now())
  return Math.max(ms || 0, 0)
}
