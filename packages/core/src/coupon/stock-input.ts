import * as v from 'valibot'
import { type Entries, oneOf, pathId, requestNo } from '../plan/fields.ts'
import { between, filled, listOf, upTo } from './atoms.ts'
import { type CouponDisplay, couponDisplayInput } from './coupon-display.ts'
import {
  type DiscountRule,
  discountRule,
  type ExchangeRule,
  exchangeRule,
  type NormalRule,
  normalRule,
} from './discount.ts'
import { type AvailablePeriodInput, periodInput } from './period.ts'
import type { StockNotifyConfig, StockSendRule } from './stock.ts'
import { type UsageRuleDisplay, usageDisplayInput } from './usage-display.ts'

/**
 * What a batch and a group of batches have in common.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface StockBasics {
  /** Remark (备注), at most 20 characters; users do not see it. */
  readonly remark?: string | undefined
  /** How many it gives out (发放规则). Of a group, the limit per day is that of the first round. Required. */
  readonly stock_send_rule: StockSendRule
  /** How it is redeemed (使用规则展示信息). Required. */
  readonly usage_rule_display_info: UsageRuleDisplay
  /** What the page of a coupon shows (用户商品券展示信息). Required. */
  readonly coupon_display_info: CouponDisplay
  /** For whom the openid of a callback is computed (通知配置). Required. */
  readonly notify_config: StockNotifyConfig
  /** Which stores are shown (可用门店范围): none, all of the brand, or those that are associated. Required. */
  readonly store_scope: 'NONE' | 'ALL' | 'SPECIFIC'
}

/**
 * When a single coupon can be used (单券使用规则). The coupon itself says what it does.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ShopUsageRule {
  /** When it can be used (可用时间). Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amount off (满减). Not allowed here. */
  readonly normal_coupon?: undefined
  /** Percent off (折扣). Not allowed here. */
  readonly discount_coupon?: undefined
  /** Fixed price (兑换). Not allowed here. */
  readonly exchange_coupon?: undefined
}

/**
 * When a single coupon for certain items can be used, and the amount off.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface NormalUsageRule {
  /** When it can be used (可用时间). Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amount off (满减). Required. */
  readonly normal_coupon: NormalRule
  /** Percent off (折扣). Not allowed here. */
  readonly discount_coupon?: undefined
  /** Fixed price (兑换). Not allowed here. */
  readonly exchange_coupon?: undefined
}

/**
 * When a single coupon for certain items can be used, and the percent off.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface DiscountUsageRule {
  /** When it can be used (可用时间). Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amount off (满减). Not allowed here. */
  readonly normal_coupon?: undefined
  /** Percent off (折扣). Required. */
  readonly discount_coupon: DiscountRule
  /** Fixed price (兑换). Not allowed here. */
  readonly exchange_coupon?: undefined
}

/**
 * When a single coupon for certain items can be used, and its price.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ExchangeUsageRule {
  /** When it can be used (可用时间). Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amount off (满减). Not allowed here. */
  readonly normal_coupon?: undefined
  /** Percent off (折扣). Not allowed here. */
  readonly discount_coupon?: undefined
  /** Fixed price (兑换). Required. */
  readonly exchange_coupon: ExchangeRule
}

/**
 * A batch (批次) of a single coupon, with its rule.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface StockInput<Rule> extends StockBasics {
  /**
   * Where the codes come from (券码模式): WeChat Pay makes them, you upload them, or you give one with each send call.
   * Delivery plans do not take `API_ASSIGN`. Required.
   */
  readonly coupon_code_mode: 'WECHATPAY' | 'UPLOAD' | 'API_ASSIGN'
  /** Use (单券使用规则). Required. */
  readonly single_usage_rule: Rule
}

/** A batch that can be added to any single coupon: WeChat Pay checks that its rule fits the coupon. */
export type AnyStockInput = StockInput<
  ShopUsageRule | NormalUsageRule | DiscountUsageRule | ExchangeUsageRule
>

/**
 * A group of batches (批次组), with the rules of its rounds.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface StockBundleInput<Rule> extends StockBasics {
  /** Where the codes come from (券码模式): WeChat Pay makes them, or you upload them. Required. */
  readonly coupon_code_mode: 'WECHATPAY' | 'UPLOAD'
  /** Use in each round (多次优惠使用规则). Required. */
  readonly progressive_bundle_usage_rule: Rule
}

/**
 * The amounts off of all rounds.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface NormalRounds {
  /** When they can be used (可用时间): one validity for all rounds. Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** One rule for each round (满减列表). From the third on, none may be worth less than the one before. Required. */
  readonly normal_coupon_list: readonly NormalRule[]
  /** Percents off (折扣列表). Not allowed here. */
  readonly discount_coupon_list?: undefined
  /** Prices (兑换列表). Not allowed here. */
  readonly exchange_coupon_list?: undefined
}

/**
 * The percents off of all rounds.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface DiscountRounds {
  /** When they can be used (可用时间): one validity for all rounds. Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amounts off (满减列表). Not allowed here. */
  readonly normal_coupon_list?: undefined
  /** One rule for each round (折扣列表). From the third on, none may be worth less than the one before. Required. */
  readonly discount_coupon_list: readonly DiscountRule[]
  /** Prices (兑换列表). Not allowed here. */
  readonly exchange_coupon_list?: undefined
}

/**
 * The prices of all rounds.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface ExchangeRounds {
  /** When they can be used (可用时间): one validity for all rounds. Required. */
  readonly coupon_available_period: AvailablePeriodInput
  /** Amounts off (满减列表). Not allowed here. */
  readonly normal_coupon_list?: undefined
  /** Percents off (折扣列表). Not allowed here. */
  readonly discount_coupon_list?: undefined
  /** One rule for each round (兑换列表). From the third on, none may be worth less than the one before. Required. */
  readonly exchange_coupon_list: readonly ExchangeRule[]
}

const basics = /* @__PURE__ */ (() => {
  const count = between(1, 100_000_000)
  return {
    remark: v.optional(upTo(20)),
    stock_send_rule: v.strictObject({
      max_count: count,
      max_count_per_day: v.optional(count),
      max_count_per_user: between(1, 100),
    }),
    usage_rule_display_info: usageDisplayInput,
    coupon_display_info: couponDisplayInput,
    notify_config: v.strictObject({ notify_appid: filled }),
    store_scope: oneOf(['NONE', 'ALL', 'SPECIFIC']),
  }
})()

/** Checks each field by itself. `stockIssues` checks which belong together. */
export const stockInput: v.GenericSchema<unknown, AnyStockInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    ...basics,
    coupon_code_mode: oneOf(['WECHATPAY', 'UPLOAD', 'API_ASSIGN']),
    single_usage_rule: v.strictObject({
      coupon_available_period: periodInput,
      normal_coupon: v.optional(normalRule),
      discount_coupon: v.optional(discountRule),
      exchange_coupon: v.optional(exchangeRule),
    }),
  }) as v.GenericSchema<unknown, AnyStockInput>)()

/** Checks each field by itself. `bundleIssues` checks which belong together. */
export const stockBundleInput: v.GenericSchema<
  unknown,
  StockBundleInput<NormalRounds | DiscountRounds | ExchangeRounds>
> = /* @__PURE__ */ (() =>
  v.strictObject({
    ...basics,
    coupon_code_mode: oneOf(['WECHATPAY', 'UPLOAD']),
    progressive_bundle_usage_rule: v.strictObject({
      coupon_available_period: periodInput,
      normal_coupon_list: v.optional(listOf(normalRule, 15)),
      discount_coupon_list: v.optional(listOf(discountRule, 15)),
      exchange_coupon_list: v.optional(listOf(exchangeRule, 15)),
    }),
  }) as v.GenericSchema<unknown, StockBundleInput<NormalRounds | DiscountRounds | ExchangeRounds>>)()

/**
 * Input of `createStock`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export interface StockCreation {
  /** Your number of this request (创建请求单号): 6 to 40 digits, letters, `_` or `-`. Required. */
  readonly out_request_no: string
  /** Product coupon (商品券ID): `EFFECTIVE` and single. It may have 200 batches at a time. Part of the path. Required. */
  readonly product_coupon_id: string
  /** The batch (批次). Required. */
  readonly stock: AnyStockInput
}

export const stockCreationFields: Entries<StockCreation> = /* @__PURE__ */ (() => ({
  out_request_no: requestNo,
  product_coupon_id: pathId,
  stock: stockInput,
}))()
