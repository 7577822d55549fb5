import type { PlanChange } from '@wxdp/core'
import type { NotificationContent } from '../callbacks/notification.ts'
import { toChinaTime } from '../http/times.ts'
import type { Plan } from './plan.ts'

/**
 * The notification of a change. None is sent for a draft that was not submitted: notifications have no state for it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export function planNotification(plan: Plan, reason: string, now: number): NotificationContent | undefined {
  const { plan_id, plan_state, audit_state } = plan
  if (audit_state === 'INITIAL') return undefined
  const modify_time = toChinaTime(now)
  return changeNotification({ plan_id, plan_state, audit_state, change_reason: reason, modify_time })
}

/** A `DELIVERY_PLAN.CHANGE`. */
export function changeNotification(resource: PlanChange): NotificationContent {
  return {
    eventType: 'DELIVERY_PLAN.CHANGE',
    originalType: 'delivery_plan',
    summary: '投放计划状态变更',
    resource,
  }
}
