import { parseDateTime } from './date-time.ts'
import type { PlanChange } from './plan-change.ts'
import { isFinalState, normaliseAuditState, normalisePlanState } from './states.ts'

/** What you know about a plan: the last change that you stored. */
export type KnownPlanChange = Pick<PlanChange, 'plan_state' | 'audit_state' | 'modify_time'>

/**
 * Whether a change is older than what you know. Callbacks can overtake each other, so check before you store one.
 *
 * WeChat Pay does not order two changes of the same millisecond. Of these the later arrival counts, unless it repeats
 * the same states or would revive a plan that has ended. If one of the times is unreadable, the change is not stale.
 *
 * @param known The last change of this plan that you stored, if any.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * const known = { plan_state: 'CREATED', audit_state: 'PROCESSING', modify_time: '2026-11-24T10:29:35.120+08:00' }
 * if (isStaleChange(notification.resource, known)) console.log('overtaken')
 */
export function isStaleChange(change: KnownPlanChange, known: KnownPlanChange | undefined): boolean {
  const [time, knownTime] = [parseDateTime(change.modify_time), parseDateTime(known?.modify_time ?? '')]
  if (!known || time === undefined || knownTime === undefined || time > knownTime) return false
  return time < knownTime || sameStates(change, known) || isFinalState(known.plan_state)
}

/** Compares the states in their current spelling. */
function sameStates(one: KnownPlanChange, other: KnownPlanChange): boolean {
  return (
    normalisePlanState(one.plan_state) === normalisePlanState(other.plan_state) &&
    normaliseAuditState(one.audit_state) === normaliseAuditState(other.audit_state)
  )
}
