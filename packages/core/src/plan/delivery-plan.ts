import * as v from 'valibot'
import type { PlanState } from './states.ts'

/** How a plan's coupon is used (商品券使用模式). Open. */
export type UsageMode =
  /** One coupon (单券). */
  | 'SINGLE'
  /** A coupon of several uses (多次优惠). */
  | 'PROGRESSIVE_BUNDLE'
  | (string & {})

/**
 * A delivery plan (投放计划), as create, list and update answer it: the live data. It says nothing of the audit;
 * that is a filter of the list endpoint and a part of notifications.
 *
 * Counters are exact: an answer with one beyond 2^53 is refused, never rounded.
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
  /** Plan (投放计划ID); at most 32 characters, 40 where notifications name it. Always there. */
  readonly plan_id: string
  /** Name (投放计划名称); at most 36 bytes. Always there. */
  readonly plan_name: string
  /** Live state (投放计划状态). Always there. */
  readonly plan_state: PlanState
  /** Start of delivery (投放开始时间), RFC 3339. Always there. */
  readonly delivery_start_time: string
  /** End of delivery (投放结束时间), RFC 3339. Always there. */
  readonly delivery_end_time: string
  /** Product coupon (商品券ID); at most 40 characters. Always there. */
  readonly product_coupon_id: string
  /** How the coupon is used (使用模式). Always there. */
  readonly usage_mode: UsageMode
  /** Batch (批次ID), at most 40 characters; there when `usage_mode` is `SINGLE`. */
  readonly stock_id?: string | undefined
  /** Group of batches (批次组ID); there when `usage_mode` is `PROGRESSIVE_BUNDLE`. */
  readonly stock_bundle_id?: string | undefined
  /** Marketing tag (营销标签), at most 27 bytes; absent where none was set. */
  readonly recommend_word?: string | undefined
  /** Brand (品牌ID); at most 32 characters. Always there. */
  readonly brand_id: string
  /** Stock to be delivered (投放总库存), in coupons. Always there. */
  readonly total_count: number
  /** Coupons a user may get (用户领取上限). Documented as always there; what stands where none was set is not. */
  readonly user_limit?: number | undefined
  /** Coupons a day (每日领取上限). Documented as always there; what stands where none was set is not. */
  readonly daily_limit?: number | undefined
  /** Whether name, counts and times are taken from the coupon (复用商品券配置). Always there. */
  readonly reuse_coupon_config: boolean
}

const text = /* @__PURE__ */ (() => v.string())()
const counter = /* @__PURE__ */ (() =>
  v.pipe(v.number(), v.safeInteger('A counter beyond 2^53 has no exact form here.')))()

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
    total_count: counter,
    user_limit: v.optional(counter),
    daily_limit: v.optional(counter),
    reuse_coupon_config: v.boolean(),
  }))()

/**
 * What create and update answer.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 *
 * @example
 * const answer: PlanAnswer = { plan }
 */
export interface PlanAnswer {
  /** The plan (投放计划), its live data. Always there. */
  readonly plan: DeliveryPlan
}

export const planAnswer: v.GenericSchema<unknown, PlanAnswer> = /* @__PURE__ */ (() =>
  v.looseObject({
    plan: deliveryPlan,
  }))()
