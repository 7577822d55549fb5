import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { textFields } from '../contract/text-fields.ts'
import type { NotifiedAuditState, PlanState } from './states.ts'

/**
 * What changed about a plan: the resource of a `DELIVERY_PLAN.CHANGE` (投放计划状态变更通知).
 *
 * It names neither brand nor service provider. Order by `modify_time`: callbacks may overtake each other.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * const change: PlanChange = {
 *   plan_id: '12000000000000000000000000000001',
 *   plan_state: 'DELIVERING',
 *   audit_state: 'PASSED',
 *   change_reason: '审核通过',
 *   modify_time: '2026-11-24T10:29:35.120+08:00',
 * }
 */
export interface PlanChange {
  /** Plan (投放计划ID), at most 40 characters. Always there. */
  readonly plan_id: string
  /** Live state (投放计划状态) as it is now, not the one before. Always there. */
  readonly plan_state: PlanState
  /** State of the draft's audit (审核状态); without the prefix `AUDIT_` that the list endpoint uses. Always there. */
  readonly audit_state: NotifiedAuditState
  /** Why (变更原因), free text. Always there. */
  readonly change_reason: string
  /** When (变更时间), RFC 3339, with milliseconds. Always there. */
  readonly modify_time: string
}

const resource = /* @__PURE__ */ textFields<PlanChange>({
  plan_id: 'text',
  plan_state: 'text',
  audit_state: 'text',
  change_reason: 'text',
  modify_time: 'text',
})

/**
 * A plan's state or its audit changed (投放计划状态变更通知). Comes under `DELIVERY_PLAN.CHANGE`, and formerly under
 * `DELIVERY_PLAN_STATE.DELIVER`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export const planChange: NotificationDefinition<'planChange', PlanChange> =
  /* @__PURE__ */ defineNotification({
    kind: 'planChange',
    originalType: 'delivery_plan',
    eventTypes: ['DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN_STATE.DELIVER'],
    resource,
  })
