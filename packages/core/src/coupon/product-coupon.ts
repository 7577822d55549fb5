import * as v from 'valibot'
import { text, whole } from '../plan/fields.ts'
import { type DiscountRule, type NormalRule, readDiscountRule, readNormalRule } from './discount.ts'
import { type DisplayInfo, displayInfo } from './display.ts'
import type { CouponType, ProductCouponState } from './states.ts'
import { type Stock, stock } from './stock.ts'

/**
 * What a single coupon for the whole shop does (单券使用信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface SingleUsageInfo {
  /** Amount off (满减). Present for the type `NORMAL`. */
  readonly normal_coupon?: NormalRule | undefined
  /** Percent off (折扣). Present for the type `DISCOUNT`. */
  readonly discount_coupon?: DiscountRule | undefined
}

/**
 * The rounds of a coupon of several uses (多次优惠使用信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface BundleUsageInfo {
  /** Uses (可使用次数), 3 to 15. Required. */
  readonly count: number
  /** Days between two uses (间隔天数), 0 to 7. Default 0; 1 means from midnight of the next day. */
  readonly interval_days?: number | undefined
}

/**
 * A group of batches (批次组): one batch for each round.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface StockBundle {
  /** Id of the group (批次组ID). Always present. */
  readonly stock_bundle_id: string
  /** The batches (批次列表), in the order of the rounds. Always present. */
  readonly stock_list: readonly Stock[]
}

/**
 * A product coupon (商品券). It belongs to the service provider and the brand that created it: another service provider
 * of the same brand does not find it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 *
 * @example
 * const productCoupon: ProductCoupon = {
 *   product_coupon_id: '9100000001',
 *   scope: 'ALL',
 *   type: 'DISCOUNT',
 *   usage_mode: 'SINGLE',
 *   single_usage_info: { discount_coupon: { threshold: 10_000, percent_off: 20 } },
 *   display_info: {
 *     name: '满一百打八折',
 *     image_url: 'https://img.example.com/coupon/item.png',
 *     background_url: 'https://img.example.com/coupon/back.jpg',
 *   },
 *   state: 'EFFECTIVE',
 * }
 */
export interface ProductCoupon {
  /** Id (商品券ID), at most 40 characters. Always present. */
  readonly product_coupon_id: string
  /** What it is for (优惠范围): `ALL` the whole shop, `SINGLE` certain items, or `CATEGORY`, which no call creates. Always present. */
  readonly scope: string
  /** What it does for the price (商品券类型). Always present. */
  readonly type: CouponType | (string & {})
  /** How it is used (使用模式): `SINGLE` or `PROGRESSIVE_BUNDLE`. Always present. */
  readonly usage_mode: string
  /** What a single coupon does (单券使用信息). Present for `SINGLE`, unless its batches have it. */
  readonly single_usage_info?: SingleUsageInfo | undefined
  /** The rounds (多次优惠使用信息). Present for `PROGRESSIVE_BUNDLE`. */
  readonly progressive_bundle_usage_info?: BundleUsageInfo | undefined
  /** How it looks (展示信息). Always present. */
  readonly display_info: DisplayInfo
  /** Your own number of the item (商户商品编号). Absent when none was set. */
  readonly out_product_no?: string | undefined
  /** State (商品券状态). Always present. */
  readonly state: ProductCouponState
  /** Number of the call that ended it (失效请求单号). Present when `state` is `DEACTIVATED`. */
  readonly deactivate_request_no?: string | undefined
  /** When it was ended (失效时间), RFC 3339. Present when `state` is `DEACTIVATED`. */
  readonly deactivate_time?: string | undefined
  /** Why it was ended (失效原因). Present when `state` is `DEACTIVATED`. */
  readonly deactivate_reason?: string | undefined
  /** Brand (品牌ID). Present for a service provider. */
  readonly brand_id?: string | undefined
}

/**
 * Output of `createProductCoupon`, for partners and brands: the coupon with its first batch or group of batches.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 *
 * @example
 * const output: CreateProductCouponOutput = {
 *   product_coupon_id: '9100000001',
 *   scope: 'ALL',
 *   type: 'DISCOUNT',
 *   usage_mode: 'SINGLE',
 *   single_usage_info: { discount_coupon: { threshold: 10_000, percent_off: 20 } },
 *   display_info: {
 *     name: '满一百打八折',
 *     image_url: 'https://img.example.com/coupon/item.png',
 *     background_url: 'https://img.example.com/coupon/back.jpg',
 *   },
 *   state: 'EFFECTIVE',
 *   stock: stock,
 * }
 */
export interface CreateProductCouponOutput extends ProductCoupon {
  /** First batch (批次). Present for `SINGLE`. */
  readonly stock?: Stock | undefined
  /** First group of batches (批次组). Present for `PROGRESSIVE_BUNDLE`. */
  readonly stock_bundle?: StockBundle | undefined
}

const fields = /* @__PURE__ */ (() => ({
  product_coupon_id: text,
  scope: text,
  type: text,
  usage_mode: text,
  single_usage_info: v.optional(
    v.looseObject({
      normal_coupon: v.optional(readNormalRule),
      discount_coupon: v.optional(readDiscountRule),
    }),
  ),
  progressive_bundle_usage_info: v.optional(
    v.looseObject({ count: whole, interval_days: v.optional(whole) }),
  ),
  display_info: displayInfo,
  out_product_no: v.optional(text),
  state: text,
  deactivate_request_no: v.optional(text),
  deactivate_time: v.optional(text),
  deactivate_reason: v.optional(text),
  brand_id: v.optional(text),
}))()

export const productCoupon: v.GenericSchema<unknown, ProductCoupon> = /* @__PURE__ */ (() =>
  v.looseObject(fields))()

export const createdProductCoupon: v.GenericSchema<unknown, CreateProductCouponOutput> =
  /* @__PURE__ */ (() =>
    v.looseObject({
      ...fields,
      stock: v.optional(stock),
      stock_bundle: v.optional(v.looseObject({ stock_bundle_id: text, stock_list: v.array(stock) })),
    }))()
