import * as v from 'valibot'
import { type DeliveryPlan, deliveryPlan } from './delivery-plan.ts'
import { type Entries, found, oneOf, pathId, whole } from './fields.ts'
import type { AuditStateFilter, KnownPlanState } from './states.ts'

/**
 * Which plans to list, and which page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 */
export interface PlanFilter {
  /** Plans per page (分页大小), 1 to 50. Default 10. */
  readonly page_size?: number | undefined
  /** Plans to skip (偏移量), from 0. That it counts plans and not pages is inferred. */
  readonly offset?: number | undefined
  /** Only plans in this live state (投放计划状态). Default: all. */
  readonly plan_state?: KnownPlanState | undefined
  /** Only plans whose draft is in this audit state (审核状态). Default: all. */
  readonly audit_state?: AuditStateFilter | undefined
  /** Only this plan (投放计划ID). This is the way to get one plan. */
  readonly plan_id?: string | undefined
}

/**
 * Output of `listPlans`, for partners and brands: one page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * const output: ListPlansOutput = { total_count: 1, plan_list: [plan] }
 */
export interface ListPlansOutput {
  /** Number of plans that match (总数), on all pages together. Always present. */
  readonly total_count: number
  /** The plans of this page (投放计划列表). Absent when no plan matches. */
  readonly plan_list?: readonly DeliveryPlan[] | undefined
}

export const planFilterFields: Entries<PlanFilter> = /* @__PURE__ */ (() => ({
  page_size: v.optional(
    v.pipe(
      whole,
      v.minValue(1, found('Expected at least 1')),
      v.maxValue(50, found('At most 50 are allowed')),
    ),
  ),
  offset: v.optional(v.pipe(whole, v.minValue(0, found('Expected at least 0')))),
  plan_state: v.optional(oneOf(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'])),
  audit_state: v.optional(oneOf(['AUDIT_INITIAL', 'AUDIT_PROCESSING', 'AUDIT_PASSED', 'AUDIT_REJECTED'])),
  plan_id: v.optional(pathId),
}))()

export const listPlansOutput: v.GenericSchema<unknown, ListPlansOutput> = /* @__PURE__ */ (() =>
  v.looseObject({
    total_count: whole,
    plan_list: v.optional(v.array(deliveryPlan)),
  }))()
