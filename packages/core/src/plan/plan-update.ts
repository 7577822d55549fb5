import * as v from 'valibot'
import { limit, planName, recommendWord, requestNo, totalCount } from './plan-input.ts'

/**
 * What changes about a plan (修改内容): at least one field. What is left out stays.
 *
 * Start, coupon, batch and mode cannot be changed. Ends are only extended, counts only increased, and a limit
 * that was not set at creation cannot be added: `checkUpdate` compares with the plan as it is.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export interface PlanChanges {
  /** Name (投放计划名称), at most 36 bytes. The page calls it internal; that of the creation calls it shown. */
  readonly plan_name?: string | undefined
  /** End of delivery (投放结束时间), RFC 3339; only later than before, and as bounded as at creation. */
  readonly delivery_end_time?: string | undefined
  /** Stock to be delivered (投放总库存), in coupons; only more than before. */
  readonly total_count?: number | undefined
  /** Coupons a user may get (用户领取上限); only more than before, and only if it was set at creation. */
  readonly user_limit?: number | undefined
  /** Coupons a day (每日领取上限); only more than before, and only if it was set at creation. */
  readonly daily_limit?: number | undefined
  /** Marketing tag (营销标签), at most 27 bytes: 9 Chinese or 18 Latin characters. */
  readonly recommend_word?: string | undefined
}

/**
 * Input of `updatePlan`, for partners and brands alike.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export interface UpdatePlanInput {
  /** Plan (投放计划ID), at most 40 bytes. Part of the path. Required. */
  readonly plan_id: string
  /**
   * Number of this modification (修改请求单号), yours: 6 to 40 of digits, letters, `_` and `-`, unique on the side
   * of the brand. Required.
   */
  readonly out_request_no: string
  /** What changes (修改内容). Required. */
  readonly modify_content: PlanChanges
}

const changes: v.GenericSchema<unknown, PlanChanges> = /* @__PURE__ */ (() =>
  v.pipe(
    v.strictObject({
      plan_name: v.optional(planName),
      delivery_end_time: v.optional(v.string()),
      total_count: v.optional(totalCount),
      user_limit: v.optional(limit),
      daily_limit: v.optional(limit),
      recommend_word: v.optional(recommendWord),
    }),
    v.check(changesSomething, 'At least one field must be changed.'),
  ))()

export function changesSomething(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined)
}

/** An id of a plan in a path. */
export const planId: v.GenericSchema<unknown, string> = /* @__PURE__ */ (() =>
  v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/, '1 to 40 digits, letters, "_" and "-" are wanted.')))()

export const updatePlanInput: v.GenericSchema<unknown, UpdatePlanInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    plan_id: planId,
    out_request_no: requestNo,
    modify_content: changes,
  }))()

/**
 * Input of what is done to one plan.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184572}
 */
export interface PlanIdInput {
  /** Plan (投放计划ID), at most 40 characters. Part of the path. Required. */
  readonly plan_id: string
}

export const planIdInput: v.GenericSchema<unknown, PlanIdInput> = /* @__PURE__ */ (() =>
  v.strictObject({ plan_id: planId }))()
