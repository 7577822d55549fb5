import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { textFields } from '../contract/text-fields.ts'
import type { NotifiedAuditState, PlanState } from './states.ts'

/**
 * What changed about a plan: the resource of a `DELIVERY_PLAN.CHANGE` (投放计划状态变更通知).
 *
 * It names neither the brand nor the service provider. Callbacks can overtake each other, so order changes by
 * `modify_time`.
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
  /** Plan (投放计划ID), at most 40 characters. Always present. */
  readonly plan_id: string
  /** Current live state (投放计划状态), not the previous one. Always present. */
  readonly plan_state: PlanState
  /** Audit state of the draft (审核状态), without the prefix `AUDIT_` of the list endpoint. Always present. */
  readonly audit_state: NotifiedAuditState
  /** Reason of the change (变更原因), free text. Always present. */
  readonly change_reason: string
  /** When the plan changed (变更时间), RFC 3339 with milliseconds. Always present. */
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
 * The state of a plan or of its audit changed (投放计划状态变更通知). Sent as `DELIVERY_PLAN.CHANGE`, formerly as
 * `DELIVERY_PLAN_STATE.DELIVER`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export const planChange: NotificationDefinition<'planChange', PlanChange> =
  /* @__PURE__ */ defineNotification({
    // Without originalType: the pages of partners and brands name different ones.
    kind: 'planChange',
    eventTypes: ['DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN_STATE.DELIVER'],
    resource,
  })
