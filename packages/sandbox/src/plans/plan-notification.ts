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

/** A change of which something may be missing: that gets plausible values. */
export function completeChange(change: Partial<PlanChange>, now: number): PlanChange {
  const { plan_state = 'DELIVERING' } = change
  const { audit_state = plan_state === 'CREATED' ? 'PROCESSING' : 'PASSED' } = change
  return {
    plan_id: `12${'1'.padStart(30, '0')}`,
    plan_state,
    audit_state,
    change_reason: auditReasons[audit_state] ?? stateReasons[plan_state] ?? '审核通过',
    modify_time: toChinaTime(now),
    ...change,
  }
}

const auditReasons: Readonly<Record<string, string>> = { PROCESSING: '提交审核', REJECTED: '审核驳回' }
const stateReasons: Readonly<Record<string, string>> = {
  PAUSED: '投放库存已耗尽',
  TERMINATED: '投放计划已终止',
  EXPIRED: '投放计划已过期',
}
