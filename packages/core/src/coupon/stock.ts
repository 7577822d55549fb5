import * as v from 'valibot'
import { text, whole } from '../plan/fields.ts'
import { couponDisplay, type ReceivedCouponDisplay } from './coupon-display.ts'
import {
  type DiscountRule,
  type ExchangeRule,
  type NormalRule,
  readDiscountRule,
  readExchangeRule,
  readNormalRule,
} from './discount.ts'
import { type AvailablePeriod, period } from './period.ts'
import type { StockState } from './states.ts'
import { type ReceivedUsageRuleDisplay, usageDisplay } from './usage-display.ts'

/**
 * How many coupons a batch gives out (发放规则).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface StockSendRule {
  /** Coupons in all (总数量), at most 100,000,000. A delivery plan needs at least 10,000. Required. */
  readonly max_count: number
  /**
   * Coupons per day (每日数量), at most 100,000,000. Default: no limit, and then none can be added later.
   */
  readonly max_count_per_day?: number | undefined
  /** Coupons per user (每人数量), at most 100. Required. */
  readonly max_count_per_user: number
}

/**
 * When a coupon can be used and, for certain items and for a member of a group, what it does (使用规则).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface UsageRule {
  /** When it can be used (可用时间). Always present. */
  readonly coupon_available_period: AvailablePeriod
  /** Amount off (满减). Present for the type `NORMAL`, unless the coupon itself has it. */
  readonly normal_coupon?: NormalRule | undefined
  /** Percent off (折扣). Present for the type `DISCOUNT`, unless the coupon itself has it. */
  readonly discount_coupon?: DiscountRule | undefined
  /** Fixed price (兑换). Present for the type `EXCHANGE`. */
  readonly exchange_coupon?: ExchangeRule | undefined
}

/**
 * How many uploaded codes there are (券码数量).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface CouponCodeCount {
  /** Codes in all (总数量). Always present. */
  readonly total_count: number
  /** Codes that are left (可用数量). Always present. */
  readonly available_count: number
}

/**
 * How many coupons were given out (已发放数量).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface SentCount {
  /** In all (总数量). Always present. `max_count` less this is what is left; that is inferred. */
  readonly total_count: number
  /** Today (今日数量). Always present. */
  readonly today_count: number
}

/**
 * Place of a batch in its group (批次组信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434649}
 */
export interface StockBundleInfo {
  /** Group (批次组ID). Always present. */
  readonly stock_bundle_id: string
  /** Place in the group (序号), from 0. Always present. */
  readonly stock_bundle_index: number
}

/**
 * For whom WeChat Pay computes the openid of a callback (通知配置).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface StockNotifyConfig {
  /** Mini-program, official account or app (应用AppID), bound to the brand or the service provider. Required. */
  readonly notify_appid: string
}

/**
 * A batch of a product coupon (商品券批次).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 *
 * @example
 * const stock: Stock = {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   coupon_code_mode: 'WECHATPAY',
 *   stock_send_rule: { max_count: 20_000, max_count_per_day: 2000, max_count_per_user: 1 },
 *   single_usage_rule: {
 *     coupon_available_period: {
 *       available_begin_time: '2026-12-01T00:00:00+08:00',
 *       available_end_time: '2026-12-31T23:59:59+08:00',
 *     },
 *   },
 *   usage_rule_display_info: {
 *     coupon_usage_method_list: ['PAYMENT_CODE'],
 *     usage_description: '周末可用',
 *   },
 *   coupon_display_info: { code_display_mode: 'QRCODE' },
 *   notify_config: { notify_appid: 'wx00000000000000a1' },
 *   store_scope: 'ALL',
 *   sent_count_info: { total_count: 12, today_count: 3 },
 *   state: 'SENDING',
 * }
 */
export interface Stock {
  /** Product coupon (商品券ID). Always present. */
  readonly product_coupon_id: string
  /** Id of the batch (批次ID), unique in WeChat Pay. Always present. */
  readonly stock_id: string
  /** Remark (备注). Absent when none was set. */
  readonly remark?: string | undefined
  /** Where the codes come from (券码模式): `WECHATPAY`, `UPLOAD` or `API_ASSIGN`. Always present. */
  readonly coupon_code_mode: string
  /** Uploaded codes (券码数量). Present for `UPLOAD`. */
  readonly coupon_code_count_info?: CouponCodeCount | undefined
  /** How many it gives out (发放规则). Always present. */
  readonly stock_send_rule: StockSendRule
  /** Use of a single coupon (单券使用规则). Present for single coupons. */
  readonly single_usage_rule?: UsageRule | undefined
  /** Use in this round (多次优惠使用规则). Present for a member of a group. */
  readonly progressive_bundle_usage_rule?: UsageRule | undefined
  /** Place in the group (批次组信息). Present for a member of a group. */
  readonly stock_bundle_info?: StockBundleInfo | undefined
  /** How it is redeemed (使用规则展示信息). Always present. */
  readonly usage_rule_display_info: ReceivedUsageRuleDisplay
  /** What the page of a coupon shows (用户商品券展示信息). Always present. */
  readonly coupon_display_info: ReceivedCouponDisplay
  /** For whom the openid of a callback is computed (通知配置). Always present. */
  readonly notify_config: StockNotifyConfig
  /** Which stores are shown (可用门店范围): `NONE`, `ALL` or `SPECIFIC`. Always present. */
  readonly store_scope: string
  /** How many were given out (已发放数量). Always present. */
  readonly sent_count_info: SentCount
  /** State (批次状态). Always present. */
  readonly state: StockState
  /** Number of the call that ended it (失效请求单号). Present when `state` is `DEACTIVATED`. */
  readonly deactivate_request_no?: string | undefined
  /** When it was ended (失效时间), RFC 3339. Present when `state` is `DEACTIVATED`. */
  readonly deactivate_time?: string | undefined
  /** Why it was ended (失效原因). Present when `state` is `DEACTIVATED`. */
  readonly deactivate_reason?: string | undefined
  /** Brand (品牌ID). Present for a service provider. */
  readonly brand_id?: string | undefined
}

const usageRule: v.GenericSchema<unknown, UsageRule> = /* @__PURE__ */ (() =>
  v.looseObject({
    coupon_available_period: period,
    normal_coupon: v.optional(readNormalRule),
    discount_coupon: v.optional(readDiscountRule),
    exchange_coupon: v.optional(readExchangeRule),
  }))()

export const stock: v.GenericSchema<unknown, Stock> = /* @__PURE__ */ (() =>
  v.looseObject({
    product_coupon_id: text,
    stock_id: text,
    remark: v.optional(text),
    coupon_code_mode: text,
    coupon_code_count_info: v.optional(v.looseObject({ total_count: whole, available_count: whole })),
    stock_send_rule: v.looseObject({
      max_count: whole,
      max_count_per_day: v.optional(whole),
      max_count_per_user: whole,
    }),
    single_usage_rule: v.optional(usageRule),
    progressive_bundle_usage_rule: v.optional(usageRule),
    stock_bundle_info: v.optional(v.looseObject({ stock_bundle_id: text, stock_bundle_index: whole })),
    usage_rule_display_info: usageDisplay,
    coupon_display_info: couponDisplay,
    notify_config: v.looseObject({ notify_appid: text }),
    store_scope: text,
    sent_count_info: v.looseObject({ total_count: whole, today_count: whole }),
    state: text,
    deactivate_request_no: v.optional(text),
    deactivate_time: v.optional(text),
    deactivate_reason: v.optional(text),
    brand_id: v.optional(text),
  }))()
