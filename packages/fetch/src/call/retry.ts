import type { RetryPolicy } from '@wxdp/core'
import { codeOf } from './error-codes.ts'
import type { Outcome, ResponseHead } from './outcome.ts'
import { numberOf } from './steady.ts'

/** What the decision to retry depends on, besides the outcome. */
export interface RetryContext {
  /** How many attempts the call may still make. */
  readonly attemptsLeft: number
  /** Milliseconds until the deadline of the call. */
  readonly timeLeft: number
  /** Whether there is a host that the call has not tried. */
  readonly hasOtherHost: boolean
  /** How many times the call has paused. */
  readonly pauses: number
  /** From 0 up to 1. */
  readonly random: () => number
}

/** 202: accepted, not done. 429, 502, 503: not carried out. */
const retriedStatuses = [202, 429, 502, 503]

/**
 * Decides whether an attempt is retried, and when.
 *
 * An endpoint whose policy is `never` is not retried, not even after a 429: for calls such as refunds, WeChat Pay says
 * that the outcome of a 429 is unknown. After a connection failure or a time-out, a host that the call has not tried is
 * tried at once. A signature probe is retried at once, too: WeChat Pay does not probe a retry. Everything else waits
 * for a random part of 1 s, then of 2 s, then of 4 s, and at least as long as `Retry-After` says.
 *
 * @returns Milliseconds, 0 for at once; `undefined` if the call ends with this outcome.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function retryAfter(
  policy: RetryPolicy,
  outcome: Outcome<unknown>,
  context: RetryContext,
): number | undefined {
  const isRepeatable = policy === 'safe' || policy === 'numbered'
  const pause = isRepeatable && context.attemptsLeft > 0 ? pauseAfter(outcome, context) : undefined
  // A timer may fire 1 ms late, so more than that must be left for the attempt.
  return pause !== undefined && pause + 1 < context.timeLeft ? pause : undefined
}

function pauseAfter(outcome: Outcome<unknown>, context: RetryContext): number | undefined {
  const backOff = (): number =>
    Math.min(Math.max(numberOf(context.random), 0) || 0, 1) * 1000 * 2 ** Math.min(context.pauses, 2)
  switch (outcome.kind) {
    case 'answered': {
      const { status, headers } = outcome.head
      // The outcome of a SYSTEM_ERROR is unknown. No other 500 is retried.
      const isSystemError = status === 500 && 'error' in outcome && outcome.error.code === 'SYSTEM_ERROR'
      if (!isSystemError && !retriedStatuses.includes(status)) return undefined
      return Math.max(backOff(), retryAfterHeader(headers))
    }
    case 'unreachable':
      return context.hasOtherHost ? 0 : backOff()
    case 'untrusted':
      return codeOf(outcome.cause) === 'AUTH_SIGNATURE_PROBE' ? 0 : undefined
    default:
      return undefined
  }
}

/** Milliseconds. The header holds seconds, or a date by the clock of the server that sent it. */
function retryAfterHeader(headers: ResponseHead['headers']): number {
  const value = headers.get('retry-after') ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const ms = Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now())
  return Math.max(ms || 0, 0)
}
