import type { PlanChange } from '@wxdp/core'
import type { NotificationContent } from '../callbacks/callbacks.ts'
import type { Plan } from './plan.ts'

/**
 * What a notification says of a plan. Notifications know no draft that was not submitted, so there is none of it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export function planMessage(plan: Plan, reason: string, now: number): NotificationContent | undefined {
  const { plan_id, plan_state, audit_state } = plan
  if (audit_state === 'INITIAL') return undefined
  const modify_time = new Date(now).toISOString()
  return changeMessage({ plan_id, plan_state, audit_state, change_reason: reason, modify_time })
}

/** A `DELIVERY_PLAN.CHANGE`. */
export function changeMessage(resource: PlanChange): NotificationContent {
  return {
    eventType: 'DELIVERY_PLAN.CHANGE',
    originalType: 'delivery_plan',
    summary: '投放计划状态变更',
    resource,
  }
}
