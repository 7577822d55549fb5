import * as v from 'valibot'
import { type DeliveryPlan, deliveryPlan } from './delivery-plan.ts'
import type { Entries } from './plan-input.ts'
import { planId } from './plan-update.ts'
import type { AuditState, PlanState } from './states.ts'

/**
 * Which plans, and which part of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 */
export interface PlanFilter {
  /** Plans a page (分页大小), 1 to 50; 10 where it is left out. */
  readonly page_size?: number | undefined
  /** Plans to skip (偏移量), from 0. That it counts plans, not pages, is inferred. */
  readonly offset?: number | undefined
  /** Only plans in this live state (投放计划状态); all where it is left out. */
  readonly plan_state?: PlanState | undefined
  /** Only plans whose draft is in this state of audit (审核状态), spelt with `AUDIT_`. */
  readonly audit_state?: AuditState | undefined
  /** Only this plan (投放计划ID): the way to get one plan. */
  readonly plan_id?: string | undefined
}

/**
 * A page of plans.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * const page: PlanList = { total_count: 1, plan_list: [plan] }
 */
export interface PlanList {
  /** Plans that match (总数), on all pages. Always there. */
  readonly total_count: number
  /** The plans of this page (投放计划列表); absent where nothing matches. */
  readonly plan_list?: readonly DeliveryPlan[] | undefined
}

const whole = /* @__PURE__ */ (() => v.pipe(v.number(), v.safeInteger('A whole number is wanted.')))()
// New states appear without notice, so only the spelling is looked at.
const planState = /* @__PURE__ */ (() =>
  v.pipe(
    v.string(),
    v.regex(
      /^(?!PLAN_)[A-Z_]{1,40}$/,
      'A state such as DELIVERING is wanted, without the former prefix PLAN_.',
    ),
  ))()
const auditState = /* @__PURE__ */ (() =>
  v.pipe(
    v.string(),
    v.regex(/^AUDIT_[A-Z_]{1,34}$/, 'A state such as AUDIT_PASSED is wanted, with the prefix AUDIT_.'),
  ))()

export const planFilterFields: Entries<PlanFilter> = /* @__PURE__ */ (() => ({
  page_size: v.optional(
    v.pipe(whole, v.minValue(1, 'At least 1 is wanted.'), v.maxValue(50, 'At most 50 are allowed.')),
  ),
  offset: v.optional(v.pipe(whole, v.minValue(0, 'At least 0 is wanted.'))),
  plan_state: v.optional(planState),
  audit_state: v.optional(auditState),
  plan_id: v.optional(planId),
}))()

export const planList: v.GenericSchema<unknown, PlanList> = /* @__PURE__ */ (() =>
  v.looseObject({
    total_count: whole,
    plan_list: v.optional(v.array(deliveryPlan)),
  }))()
