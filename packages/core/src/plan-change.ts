import * as v from 'valibot'
import { defineNotification, type NotificationDefinition } from './notification.ts'
import type { NotifiedAuditState, PlanState } from './plan/states.ts'

/**
 * What changed about a plan: the resource of a `DELIVERY_PLAN.CHANGE` (投放计划状态变更通知).
 *
 * It names neither brand nor service provider. Order by `modify_time`: callbacks may overtake each other.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 */
export interface PlanChange {
  /** Plan (投放计划ID), at most 40 characters. */
  readonly plan_id: string
  /** Live state of the plan (投放计划状态): the one now, not the one before. */
  readonly plan_state: PlanState
  /** State of the draft's audit (审核状态); without the prefix `AUDIT_` that the list endpoint uses. */
  readonly audit_state: NotifiedAuditState
  /** Why (变更原因), free text. */
  readonly change_reason: string
  /** When (变更时间), RFC 3339, with milliseconds. */
  readonly modify_time: string
}

const resource: v.GenericSchema<unknown, PlanChange> = /* @__PURE__ */ (() =>
  v.looseObject({
    plan_id: v.string(),
    plan_state: v.string(),
    audit_state: v.string(),
    change_reason: v.string(),
    modify_time: v.string(),
  }))()

/**
 * A plan's state or its audit changed. Comes under `DELIVERY_PLAN.CHANGE`, and formerly under
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
