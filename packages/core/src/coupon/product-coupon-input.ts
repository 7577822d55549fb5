import * as v from 'valibot'
import { oneOf, requestNo } from '../plan/fields.ts'
import { between, upTo } from './atoms.ts'
import { type DiscountRule, discountRule, type NormalRule, normalRule } from './discount.ts'
import { type DisplayInfo, displayInput, type ItemDisplayInfo } from './display.ts'
import type { BundleUsageInfo } from './product-coupon.ts'
import {
  type DiscountRounds,
  type DiscountUsageRule,
  type ExchangeRounds,
  type ExchangeUsageRule,
  type NormalRounds,
  type NormalUsageRule,
  type ShopUsageRule,
  type StockBundleInput,
  type StockInput,
  stockBundleInput,
  stockInput,
} from './stock-input.ts'

/**
 * Fields of every product coupon that is created.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ProductCouponBasics {
  /**
   * Your number of this request (创建请求单号): 6 to 40 digits, letters, `_` or `-`. Required. After an unknown outcome,
   * the same number with the same fields is sent again. `ALREADY_EXISTS` then means that the first call made the coupon;
   * there is no way to look up its id.
   */
  readonly out_request_no: string
  /** Your own number of the item (商户商品编号), at most 40 characters; need not be unique. */
  readonly out_product_no?: string | undefined
}

/**
 * For the whole shop (全场).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface WholeShop {
  /** What it is for (优惠范围): `ALL`. Required. */
  readonly scope: 'ALL'
  /** How it looks (展示信息). Required. */
  readonly display_info: DisplayInfo
}

/**
 * For certain items (单品).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface CertainItems {
  /** What it is for (优惠范围): `SINGLE`. Required. */
  readonly scope: 'SINGLE'
  /** How it looks (展示信息), with the items. Required. */
  readonly display_info: ItemDisplayInfo
}

/** A single coupon (单券) for the whole shop: the coupon says what it does, and the batch when. */
interface SingleShopCoupon<Info> extends WholeShop {
  /** How it is used (使用模式): `SINGLE`. Required. */
  readonly usage_mode: 'SINGLE'
  /** What it does (单券使用信息). Required. */
  readonly single_usage_info: Info
  /** First batch (批次). Required. */
  readonly stock: StockInput<ShopUsageRule>
  /** The rounds (多次优惠使用信息). Not allowed here. */
  readonly progressive_bundle_usage_info?: undefined
  /** Group of batches (批次组). Not allowed here. */
  readonly stock_bundle?: undefined
}

/** A single coupon (单券) for certain items: the batch says what it does, and when. */
interface SingleItemCoupon<Rule> extends CertainItems {
  /** How it is used (使用模式): `SINGLE`. Required. */
  readonly usage_mode: 'SINGLE'
  /** What it does (单券使用信息). Not allowed here. */
  readonly single_usage_info?: undefined
  /** First batch (批次). Required. */
  readonly stock: StockInput<Rule>
  /** The rounds (多次优惠使用信息). Not allowed here. */
  readonly progressive_bundle_usage_info?: undefined
  /** Group of batches (批次组). Not allowed here. */
  readonly stock_bundle?: undefined
}

/** A coupon of several uses (多次优惠). */
interface BundledCoupon<Rounds> {
  /** How it is used (使用模式): `PROGRESSIVE_BUNDLE`. Required. */
  readonly usage_mode: 'PROGRESSIVE_BUNDLE'
  /** The rounds (多次优惠使用信息). Required. */
  readonly progressive_bundle_usage_info: BundleUsageInfo
  /** First group of batches (批次组). Required. */
  readonly stock_bundle: StockBundleInput<Rounds>
  /** What it does (单券使用信息). Not allowed here. */
  readonly single_usage_info?: undefined
  /** Batch (批次). Not allowed here. */
  readonly stock?: undefined
}

/**
 * An amount off, for the whole shop (全场满减券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ShopNormalCoupon
  extends SingleShopCoupon<{
    /** Amount off (满减). Required. */
    readonly normal_coupon: NormalRule
    /** Percent off (折扣). Not allowed here. */
    readonly discount_coupon?: undefined
  }> {
  /** What it does for the price (商品券类型): `NORMAL`. Required. */
  readonly type: 'NORMAL'
}

/**
 * Percent off, for the whole shop (全场折扣券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ShopDiscountCoupon
  extends SingleShopCoupon<{
    /** Percent off (折扣). Required. */
    readonly discount_coupon: DiscountRule
    /** Amount off (满减). Not allowed here. */
    readonly normal_coupon?: undefined
  }> {
  /** What it does for the price (商品券类型): `DISCOUNT`. Required. */
  readonly type: 'DISCOUNT'
}

/**
 * An amount off certain items (单品满减券). Delivery plans do not take it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ItemNormalCoupon extends SingleItemCoupon<NormalUsageRule> {
  /** What it does for the price (商品券类型): `NORMAL`. Required. */
  readonly type: 'NORMAL'
}

/**
 * Percent off certain items (单品折扣券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ItemDiscountCoupon extends SingleItemCoupon<DiscountUsageRule> {
  /** What it does for the price (商品券类型): `DISCOUNT`. Required. */
  readonly type: 'DISCOUNT'
}

/**
 * Certain items for a fixed price (兑换券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ItemExchangeCoupon extends SingleItemCoupon<ExchangeUsageRule> {
  /** What it does for the price (商品券类型): `EXCHANGE`. Required. */
  readonly type: 'EXCHANGE'
}

/**
 * Several amounts off (多次优惠满减券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface BundledNormalCoupon extends BundledCoupon<NormalRounds> {
  /** What it does for the price (商品券类型): `NORMAL`. Required. */
  readonly type: 'NORMAL'
}

/**
 * Several times percent off (多次优惠折扣券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface BundledDiscountCoupon extends BundledCoupon<DiscountRounds> {
  /** What it does for the price (商品券类型): `DISCOUNT`. Required. */
  readonly type: 'DISCOUNT'
}

/**
 * Several times a fixed price (多次优惠兑换券).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export interface BundledExchangeCoupon extends BundledCoupon<ExchangeRounds> {
  /** What it does for the price (商品券类型): `EXCHANGE`. Required. */
  readonly type: 'EXCHANGE'
}

/**
 * What partners and brands both send to create a product coupon with its first batch or group of batches. The type
 * allows the ten kinds that WeChat Pay knows, each with its rule in the right place.
 */
export type ProductCouponInput = ProductCouponBasics &
  (
    | ShopNormalCoupon
    | ShopDiscountCoupon
    | ItemNormalCoupon
    | ItemDiscountCoupon
    | ItemExchangeCoupon
    | (BundledNormalCoupon & (WholeShop | CertainItems))
    | (BundledDiscountCoupon & (WholeShop | CertainItems))
    | (BundledExchangeCoupon & CertainItems)
  )

/** Checks each field by itself. `productCouponRules` checks which belong together. */
export const productCouponFields: {
  readonly [Name in keyof ProductCouponInput]-?: v.GenericSchema<unknown>
} = /* @__PURE__ */ (() => ({
  out_request_no: requestNo,
  out_product_no: v.optional(upTo(40)),
  scope: oneOf(['ALL', 'SINGLE']),
  type: oneOf(['NORMAL', 'DISCOUNT', 'EXCHANGE']),
  usage_mode: oneOf(['SINGLE', 'PROGRESSIVE_BUNDLE']),
  display_info: displayInput,
  single_usage_info: v.optional(
    v.strictObject({ normal_coupon: v.optional(normalRule), discount_coupon: v.optional(discountRule) }),
  ),
  progressive_bundle_usage_info: v.optional(
    v.strictObject({ count: between(3, 15), interval_days: v.optional(between(0, 7)) }),
  ),
  stock: v.optional(stockInput),
  stock_bundle: v.optional(stockBundleInput),
}))()
