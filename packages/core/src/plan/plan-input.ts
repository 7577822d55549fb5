import * as v from 'valibot'

/**
 * What every creation of a plan names.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface PlanBasics {
  /**
   * Number of this request (创建请求单号), yours: 6 to 40 of digits, letters, `_` and `-`, unique on the side of
   * the brand. The same number with the same fields repeats a call; with other fields it is refused. Required.
   */
  readonly out_request_no: string
  /** Product coupon (商品券ID), at most 40 bytes. Required. */
  readonly product_coupon_id: string
  /**
   * Marketing tag (营销标签), at most 27 bytes: 9 Chinese or 18 Latin characters. That a Chinese character
   * counts as two Latin ones in a mixed text is inferred.
   */
  readonly recommend_word?: string | undefined
}

/**
 * A coupon of one use (单券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface SingleCoupon {
  /** How the coupon is used (使用模式); `SINGLE` where it is left out. */
  readonly usage_mode?: 'SINGLE' | undefined
  /** Batch (批次ID), at most 40 bytes. Required for `SINGLE`, and only for it. */
  readonly stock_id: string
  /** Group of batches (批次组ID). Must not be sent for `SINGLE`. */
  readonly stock_bundle_id?: undefined
}

/**
 * A coupon of several uses (多次优惠).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface BundledCoupon {
  /** How the coupon is used (使用模式). Required to be `PROGRESSIVE_BUNDLE`. */
  readonly usage_mode: 'PROGRESSIVE_BUNDLE'
  /** Group of batches (批次组ID), at most 40 bytes. Required for `PROGRESSIVE_BUNDLE`, and only for it. */
  readonly stock_bundle_id: string
  /** Batch (批次ID). Must not be sent for `PROGRESSIVE_BUNDLE`. */
  readonly stock_id?: undefined
}

/**
 * Name, counts and times are taken from the coupon and its batch (复用商品券配置). To send one all the same would
 * have no effect, so it is refused here. While the plan delivers, a change of the batch's stock is carried over.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface ReusedTerms {
  /** `true` (复用商品券配置): name, counts and times come from the coupon. Required. */
  readonly reuse_coupon_config: true
  /** Name (投放计划名称): the coupon's `name`. */
  readonly plan_name?: undefined
  /** Stock (投放总库存): the batch's `max_count`. */
  readonly total_count?: undefined
  /** Coupons a user may get (用户领取上限): the batch's `max_count_per_user`. */
  readonly user_limit?: undefined
  /** Coupons a day (每日领取上限): the batch's `max_count_per_day`. */
  readonly daily_limit?: undefined
  /** Start (投放开始时间): the batch's `available_begin_time`. */
  readonly delivery_start_time?: undefined
  /** End (投放结束时间): a day before the batch's `available_end_time`, and its waiting and validity days before that. */
  readonly delivery_end_time?: undefined
}

/**
 * Name, counts and times are the plan's own (不复用商品券配置).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface OwnTerms {
  /** `false` (不复用商品券配置): the six fields below are the plan's own. Required. */
  readonly reuse_coupon_config: false
  /** Name (投放计划名称), shown to consumers; at most 36 bytes, 12 Chinese characters. Required. */
  readonly plan_name: string
  /** Stock to be delivered (投放总库存), in coupons; at least 10,000, at most the batch's usable stock. Required. */
  readonly total_count: number
  /**
   * Coupons a user may get (用户领取上限), at least 1, at most the batch's own limit. Required by the newest text of
   * the page (an older row calls it optional); it can only grow later, and not at all if it is not set now.
   */
  readonly user_limit: number
  /**
   * Coupons a day (每日领取上限), at least 1, at most the batch's own limit. Required by the newest text of the
   * page (an older row calls it optional); it can only grow later, and not at all if it is not set now.
   */
  readonly daily_limit: number
  /** Start of delivery (投放开始时间), RFC 3339; later than now and than the start of the batch. Required. */
  readonly delivery_start_time: string
  /**
   * End of delivery (投放结束时间), RFC 3339; at least 5 days after the start, at least a day before the end of the
   * batch, and earlier by its waiting and validity days where it has those. Required.
   */
  readonly delivery_end_time: string
}

/**
 * What partner and brand both send to create a plan. Which fields belong together is in the type.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export type PlanInput = PlanBasics & (SingleCoupon | BundledCoupon) & (ReusedTerms | OwnTerms)

type Text = v.GenericSchema<unknown, string>
type Count = v.GenericSchema<unknown, number>
/** A schema a field. */
export type Entries<Fields> = { readonly [Name in keyof Fields]-?: v.GenericSchema<unknown, Fields[Name]> }

const text = /* @__PURE__ */ (() => v.string())()

/** An id of the platform's, in a body. */
export const idText: Text = /* @__PURE__ */ (() =>
  v.pipe(text, v.minBytes(1, 'An id must not be empty.'), v.maxBytes(40, 'At most 40 bytes are allowed.')))()
export const requestNo: Text = /* @__PURE__ */ (() =>
  v.pipe(text, v.regex(/^[\w-]{6,40}$/, '6 to 40 digits, letters, "_" and "-" are wanted.')))()
export const planName: Text = /* @__PURE__ */ (() =>
  v.pipe(
    text,
    v.minBytes(1, 'A name must not be empty.'),
    v.maxBytes(36, 'At most 36 bytes (12 Chinese characters) are allowed.'),
  ))()
export const recommendWord: Text = /* @__PURE__ */ (() =>
  v.pipe(
    text,
    v.minBytes(1, 'Leave the field out instead.'),
    v.maxBytes(27, 'At most 27 bytes are allowed.'),
    v.check(isNarrow, 'At most 9 Chinese or 18 Latin characters are allowed.'),
  ))()
export const limit: Count = /* @__PURE__ */ (() =>
  v.pipe(
    v.number(),
    v.safeInteger('A whole number up to 2^53 - 1 is wanted.'),
    v.minValue(1, 'At least 1 is wanted.'),
  ))()
export const totalCount: Count = /* @__PURE__ */ (() =>
  v.pipe(limit, v.minValue(10_000, 'At least 10,000 coupons are wanted.')))()

/** At most as wide as 9 Chinese characters; a Latin one is half as wide. */
export function isNarrow(word: string): boolean {
  return [...word].reduce((width, char) => width + (char <= '\x7f' ? 1 : 2), 0) <= 18
}

/** The fields of {@link PlanInput}, one by one. Which belong together is said by its type and by `planRules`. */
export const planFields: { readonly [Name in keyof PlanInput]-?: v.GenericSchema<unknown, PlanInput[Name]> } =
  /* @__PURE__ */ (() => ({
    out_request_no: requestNo,
    product_coupon_id: idText,
    recommend_word: v.optional(recommendWord),
    usage_mode: v.optional(v.picklist(['SINGLE', 'PROGRESSIVE_BUNDLE'])),
    stock_id: v.optional(idText),
    stock_bundle_id: v.optional(idText),
    reuse_coupon_config: v.boolean(),
    plan_name: v.optional(planName),
    total_count: v.optional(totalCount),
    user_limit: v.optional(limit),
    daily_limit: v.optional(limit),
    delivery_start_time: v.optional(text),
    delivery_end_time: v.optional(text),
  }))()
