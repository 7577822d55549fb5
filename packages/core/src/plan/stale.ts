import { parseDateTime } from './date-time.ts'
import type { PlanChange } from './plan-change.ts'
import { isFinal, normaliseAuditState, normalisePlanState } from './states.ts'

/** What you know of a plan: the last change that you took in. */
export type KnownChange = Pick<PlanChange, 'plan_state' | 'audit_state' | 'modify_time'>

/**
 * Whether a change comes too late: you know of a newer one. Callbacks overtake each other, so ask before you store
 * one.
 *
 * Of two changes of the same millisecond, which the platform does not order, the later arrival counts, unless it
 * says nothing new or would bring a plan back that is over. A time that cannot be read makes nothing stale.
 *
 * @param known The last change of this plan that you took in, if any.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * const known = { plan_state: 'CREATED', audit_state: 'PROCESSING', modify_time: '2026-11-24T10:29:35.120+08:00' }
 * if (isStale(notification.resource, known)) console.log('overtaken')
 */
export function isStale(change: KnownChange, known: KnownChange | undefined): boolean {
  const [time, knownTime] = [parseDateTime(change.modify_time), parseDateTime(known?.modify_time ?? '')]
  if (!known || time === undefined || knownTime === undefined || time > knownTime) return false
  return time < knownTime || sameStates(change, known) || isFinal(known.plan_state)
}

/** Whether both tell the same states, in whatever spelling. */
export function sameStates(
  one: Omit<KnownChange, 'modify_time'>,
  other: Omit<KnownChange, 'modify_time'>,
): boolean {
  return (
    normalisePlanState(one.plan_state) === normalisePlanState(other.plan_state) &&
    normaliseAuditState(one.audit_state) === normaliseAuditState(other.audit_state)
  )
}
