import * as v from 'valibot'
import { text, whole } from './fields.ts'
import type { PlanState } from './states.ts'

/** How the coupon of a plan is used (商品券使用模式). Open: WeChat Pay adds modes without notice. */
export type UsageMode =
  /** One coupon (单券). */
  | 'SINGLE'
  /** A coupon of several uses (多次优惠). */
  | 'PROGRESSIVE_BUNDLE'
  | (string & {})

/**
 * A delivery plan (投放计划): the live data, as create, list and update return it. The audit state is not part of it:
 * the list filters by it, and notifications carry it.
 *
 * Counters are exact: a response with a counter beyond 2^53 is refused, not rounded.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * const plan: DeliveryPlan = {
 *   plan_id: '12000000000000000000000000000001',
 *   plan_name: '满100减20元',
 *   plan_state: 'CREATED',
 *   delivery_start_time: '2026-12-01T00:00:00+08:00',
 *   delivery_end_time: '2026-12-31T23:59:59+08:00',
 *   product_coupon_id: '1000000013',
 *   usage_mode: 'SINGLE',
 *   stock_id: '1000000013001',
 *   brand_id: '120344',
 *   total_count: 10_000,
 *   user_limit: 1,
 *   daily_limit: 500,
 *   reuse_coupon_config: true,
 * }
 */
export interface DeliveryPlan {
  /** Id of the plan (投放计划ID), at most 32 characters; notifications allow 40. Always present. */
  readonly plan_id: string
  /** Name (投放计划名称). Always present. With a reused configuration it is the coupon's. */
  readonly plan_name: string
  /** Live state (投放计划状态). Always present. */
  readonly plan_state: PlanState
  /** Start of delivery (投放开始时间), RFC 3339. Always present. */
  readonly delivery_start_time: string
  /** End of delivery (投放结束时间), RFC 3339. Always present. */
  readonly delivery_end_time: string
  /** Product coupon (商品券ID), at most 40 characters. Always present. */
  readonly product_coupon_id: string
  /** How the coupon is used (使用模式). Always present. */
  readonly usage_mode: UsageMode
  /** Batch (批次ID), at most 40 characters. Present when `usage_mode` is `SINGLE`. */
  readonly stock_id?: string | undefined
  /** Group of batches (批次组ID). Present when `usage_mode` is `PROGRESSIVE_BUNDLE`. */
  readonly stock_bundle_id?: string | undefined
  /** Marketing tag (营销标签). Absent when none was set. */
  readonly recommend_word?: string | undefined
  /** Brand (品牌ID), at most 32 characters. Always present. */
  readonly brand_id: string
  /** Coupons to deliver (投放总库存). Always present. */
  readonly total_count: number
  /** Coupons per user (用户领取上限). Documented as always present; its value when none was set is not documented. */
  readonly user_limit?: number | undefined
  /** Coupons per day (每日领取上限). Documented as always present; its value when none was set is not documented. */
  readonly daily_limit?: number | undefined
  /** Whether name, counts and times are those of the coupon (复用商品券配置). Always present. */
  readonly reuse_coupon_config: boolean
}

export const deliveryPlan: v.GenericSchema<unknown, DeliveryPlan> = /* @__PURE__ */ (() =>
  v.looseObject({
    plan_id: text,
    plan_name: text,
    plan_state: text,
    delivery_start_time: text,
    delivery_end_time: text,
    product_coupon_id: text,
    usage_mode: text,
    stock_id: v.optional(text),
    stock_bundle_id: v.optional(text),
    recommend_word: v.optional(text),
    brand_id: text,
    total_count: whole,
    user_limit: v.optional(whole),
    daily_limit: v.optional(whole),
    reuse_coupon_config: v.boolean(),
  }))()

/** The response to create and update. */
export const planOutput: v.GenericSchema<unknown, { readonly plan: DeliveryPlan }> = /* @__PURE__ */ (() =>
  v.looseObject({ plan: deliveryPlan }))()
