import * as v from 'valibot'
import type { DeliveryPlan } from './delivery-plan.ts'
import { bodyId, limit, oneOf, planName, recommendWord, requestNo, text, totalCount } from './fields.ts'

/**
 * Fields of every plan that is created.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface PlanBasics {
  /**
   * Your number of this request (创建请求单号): 6 to 40 digits, letters, `_` or `-`, unique within the brand. The
   * same number with the same fields retries a call; with other fields it is refused. Required.
   */
  readonly out_request_no: string
  /** Product coupon (商品券ID), at most 40 bytes. Required. */
  readonly product_coupon_id: string
  /**
   * Marketing tag (营销标签), at most 9 Chinese or 18 Latin characters. In a mixed text a Chinese character counts as
   * two Latin ones; this is inferred, not documented.
   */
  readonly recommend_word?: string | undefined
}

// TypeScript reports an error against the last member of a union that the input could be. So SINGLE, the default, comes
// last in PlanInput: without a batch, the error then says that stock_id is missing.

/**
 * Coupon of a plan: a coupon of several uses (多次优惠).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface BundledPlanCoupon {
  /** How the coupon is used (使用模式): `PROGRESSIVE_BUNDLE`. Required. */
  readonly usage_mode: 'PROGRESSIVE_BUNDLE'
  /** Group of batches (批次组ID), at most 40 bytes. Required for `PROGRESSIVE_BUNDLE`, and only allowed for it. */
  readonly stock_bundle_id: string
  /** Batch (批次ID). Not allowed for `PROGRESSIVE_BUNDLE`. */
  readonly stock_id?: undefined
}

/**
 * Coupon of a plan: one coupon (单券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface SinglePlanCoupon {
  /** How the coupon is used (使用模式). Default `SINGLE`. */
  readonly usage_mode?: 'SINGLE' | undefined
  /** Batch (批次ID), at most 40 bytes. Required for `SINGLE`, and only allowed for it. */
  readonly stock_id: string
  /** Group of batches (批次组ID). Not allowed for `SINGLE`. */
  readonly stock_bundle_id?: undefined
}

/**
 * Terms of a plan: name, counts and times are those of the coupon and its batch (复用商品券配置). Terms of its own
 * would have no effect, so they are refused. While the plan delivers, it follows changes of the batch's stock. Not
 * allowed for `PROGRESSIVE_BUNDLE`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface ReusedPlanTerms {
  /** `true` (复用商品券配置): name, counts and times come from the coupon. Required. */
  readonly reuse_coupon_config: true
  /** Name (投放计划名称): the coupon's `name`. */
  readonly plan_name?: undefined
  /** Stock (投放总库存): the batch's `max_count`. */
  readonly total_count?: undefined
  /** Coupons per user (用户领取上限): the batch's `max_count_per_user`. */
  readonly user_limit?: undefined
  /** Coupons per day (每日领取上限): the batch's `max_count_per_day`. */
  readonly daily_limit?: undefined
  /** Start (投放开始时间): the batch's `available_begin_time`. */
  readonly delivery_start_time?: undefined
  /** End (投放结束时间): the batch's `available_end_time`, less one day and less its waiting and validity days. */
  readonly delivery_end_time?: undefined
}

/**
 * Terms of a plan: name, counts and times of its own (不复用商品券配置). Required for `PROGRESSIVE_BUNDLE`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface OwnPlanTerms {
  /** `false` (不复用商品券配置): the plan has the fields below. Required. */
  readonly reuse_coupon_config: false
  /**
   * Name (投放计划名称) as consumers see it; at most 12 Chinese or 24 Latin characters. In a mixed text a Chinese
   * character counts as two Latin ones; this is inferred, not documented. Required.
   */
  readonly plan_name: string
  /** Coupons to deliver (投放总库存); at least 10,000, at most the batch's usable stock. Required. */
  readonly total_count: number
  /**
   * Coupons per user (用户领取上限); at least 1, at most the batch's own limit. Advised: one text of the page demands it,
   * its row calls it optional, and the server is not known to demand it. It can only be increased later, and only if it
   * is set now.
   */
  readonly user_limit?: number | undefined
  /**
   * Coupons per day (每日领取上限); at least 1, at most `total_count` and the batch's own limit. Required: the server
   * demands it. It can only be increased later.
   */
  readonly daily_limit: number
  /** Start of delivery (投放开始时间), RFC 3339; not before now and not before the start of the batch. Required. */
  readonly delivery_start_time: string
  /**
   * End of delivery (投放结束时间), RFC 3339; more than one day after the start, which the server demands, and better 5
   * days, which the guide asks for; at least one day before the end of the batch. If the batch has waiting or validity
   * days, it must be earlier by those. Required.
   */
  readonly delivery_end_time: string
}

/**
 * What partners and brands both send to create a plan. The type tells which fields belong together.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export type PlanInput = PlanBasics &
  (
    | (BundledPlanCoupon & OwnPlanTerms)
    | (SinglePlanCoupon & ReusedPlanTerms)
    | (SinglePlanCoupon & OwnPlanTerms)
  )

/** Checks each field by itself. `planRules` checks which fields belong together. */
export const planFields: { readonly [Name in keyof PlanInput]-?: v.GenericSchema<unknown, PlanInput[Name]> } =
  /* @__PURE__ */ (() => ({
    out_request_no: requestNo,
    product_coupon_id: bodyId,
    recommend_word: v.optional(recommendWord),
    usage_mode: v.optional(oneOf(['SINGLE', 'PROGRESSIVE_BUNDLE'])),
    stock_id: v.optional(bodyId),
    stock_bundle_id: v.optional(bodyId),
    reuse_coupon_config: v.boolean(),
    plan_name: v.optional(planName),
    total_count: v.optional(totalCount),
    user_limit: v.optional(limit),
    daily_limit: v.optional(limit),
    delivery_start_time: v.optional(text),
    delivery_end_time: v.optional(text),
  }))()

/**
 * Output of `createPlan`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 *
 * @example
 * const output: CreatePlanOutput = { plan }
 */
export interface CreatePlanOutput {
  /** The new plan (投放计划). Always present. */
  readonly plan: DeliveryPlan
}
