import * as v from 'valibot'
import type { DeliveryPlan } from './delivery-plan.ts'
import { limit, namedCheck, pathId, planName, recommendWord, requestNo, text, totalCount } from './fields.ts'

/**
 * What changes about a plan (修改内容): at least one field. Fields that are left out stay as they are.
 *
 * Start, coupon, batch and mode cannot change. An end can only be extended, a count can only be increased, and a limit
 * that was not set at creation cannot be added. `checkPlanUpdate` compares a change with the current plan.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export interface PlanChanges {
  /**
   * Name (投放计划名称), at most 12 Chinese or 24 Latin characters. This page calls it internal; the page of the creation
   * says it is shown.
   */
  readonly plan_name?: string | undefined
  /** End of delivery (投放结束时间), RFC 3339; later than before, and within the bounds of the creation. */
  readonly delivery_end_time?: string | undefined
  /** Coupons to deliver (投放总库存); more than before. The server's text also allows the same count. */
  readonly total_count?: number | undefined
  /** Coupons per user (用户领取上限); more than before, and only if it was set at creation. */
  readonly user_limit?: number | undefined
  /** Coupons per day (每日领取上限); more than before, and only if it was set at creation. */
  readonly daily_limit?: number | undefined
  /** Marketing tag (营销标签), at most 9 Chinese or 18 Latin characters. */
  readonly recommend_word?: string | undefined
}

/**
 * Input of `updatePlan`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export interface UpdatePlanInput {
  /** Plan (投放计划ID), at most 40 bytes. Part of the path. Required. */
  readonly plan_id: string
  /**
   * Your number of this change (修改请求单号): 6 to 40 digits, letters, `_` or `-`, unique within the brand. Required.
   */
  readonly out_request_no: string
  /** What changes (修改内容). Required. */
  readonly modify_content: PlanChanges
}

/**
 * Output of `updatePlan`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 *
 * @example
 * const output: UpdatePlanOutput = { plan }
 */
export interface UpdatePlanOutput {
  /** The live plan (投放计划). Always present. */
  readonly plan: DeliveryPlan
}

const changes: v.GenericSchema<unknown, PlanChanges> = /* @__PURE__ */ (() =>
  v.pipe(
    v.strictObject({
      plan_name: v.optional(planName),
      delivery_end_time: v.optional(text),
      total_count: v.optional(totalCount),
      user_limit: v.optional(limit),
      daily_limit: v.optional(limit),
      recommend_word: v.optional(recommendWord),
    }),
    namedCheck('no_change', changesSomething, 'Change at least one field.'),
  ))()

export function changesSomething(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined)
}

export const updatePlanInput: v.GenericSchema<unknown, UpdatePlanInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    plan_id: pathId,
    out_request_no: requestNo,
    modify_content: changes,
  }))()
