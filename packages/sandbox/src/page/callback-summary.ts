import type { SandboxControl } from '../box/control.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import { textOf } from './list-query.ts'

/** A notification without its deliveries. */
export interface CallbackSummary
  extends Pick<CallbackRecord, 'id' | 'to' | 'url' | 'eventType' | 'time' | 'isAcknowledged' | 'nextTime'> {
  /** Of the plan that it is about. */
  readonly planId: string | undefined
  /** Of the user's coupon that it is about. */
  readonly couponCode: string | undefined
  /** Its `change_reason`. */
  readonly reason: string | undefined
  readonly deliveries: number
  /** Whether a receiver accepted a probe, which it must not. */
  readonly acceptedProbe: boolean
}

/** What a notification is about, as far as the page knows it. */
type Subject = Readonly<Record<'plan_id' | 'coupon_code' | 'change_reason', unknown>>

export function toCallbackSummary(record: CallbackRecord): CallbackSummary {
  const { id, to, url, eventType, time, isAcknowledged, nextTime, resource, deliveries } = record
  const { plan_id, coupon_code, change_reason } = resource as Subject
  return {
    ...{ id, to, url, eventType, time, isAcknowledged, nextTime },
    planId: textOf(plan_id),
    couponCode: textOf(coupon_code),
    reason: textOf(change_reason),
    deliveries: deliveries.length,
    acceptedProbe: deliveries.some(({ kind, problem, error }) => kind === 'probe' && problem && !error),
  }
}

/** The callbacks about one thing, the newest first. */
export function callbacksAbout(
  { callbacks }: SandboxControl,
  test: (callback: CallbackSummary) => boolean,
): readonly CallbackSummary[] {
  return callbacks.map(toCallbackSummary).filter(test).reverse()
}
