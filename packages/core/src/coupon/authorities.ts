import * as v from 'valibot'
import { pathId, text } from '../plan/fields.ts'

/**
 * Input of `getProductAuthorities`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017410365}
 */
export interface ProductAuthoritiesInput {
  /** Brand (品牌ID): 1 to 40 digits, letters, `_` or `-`. Part of the path. Required. */
  readonly brand_id: string
}

/** What a brand lets a service provider do (授权产品). Open: WeChat Pay adds products without notice. */
export type BrandProductAuthority =
  /** Product coupons (商品券). */
  | 'BRAND_PRODUCT_AUTHORITY_PRODUCT_COUPON'
  /** Delivery plans (摇一摇有优惠). */
  | 'BRAND_PRODUCT_AUTHORITY_SHAKE_COUPON'
  /** Stores (门店). */
  | 'BRAND_PRODUCT_AUTHORITY_BRAND_STORE'
  /** Member cards (会员卡). */
  | 'BRAND_PRODUCT_AUTHORITY_MERCHANT_CARD'
  | (string & {})

/**
 * Output of `getProductAuthorities`: what a brand lets the service provider do.
 *
 * A delivery plan needs `PRODUCT_COUPON`, `SHAKE_COUPON` and a store or a member card; the last is inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017410365}
 *
 * @example
 * const output: ProductAuthorities = {
 *   brand_id: '40001',
 *   authorization_type: 'AUTHORIZATION_TYPE_PARTLY',
 *   authorization_product: ['BRAND_PRODUCT_AUTHORITY_PRODUCT_COUPON', 'BRAND_PRODUCT_AUTHORITY_SHAKE_COUPON'],
 *   update_time: '2026-11-20T09:30:00+08:00',
 * }
 */
export interface ProductAuthorities {
  /** Brand (品牌ID). Always present. */
  readonly brand_id: string
  /** How much (授权类型): `AUTHORIZATION_TYPE_HOSTING` everything, `AUTHORIZATION_TYPE_PARTLY` what the list says. Always present. */
  readonly authorization_type: string
  /** For what (授权产品列表). That it may be absent with `AUTHORIZATION_TYPE_HOSTING` is inferred. */
  readonly authorization_product?: readonly BrandProductAuthority[] | undefined
  /** When it changed last (更新时间), RFC 3339. Always present. */
  readonly update_time: string
}

export const productAuthoritiesInput: v.GenericSchema<unknown, ProductAuthoritiesInput> =
  /* @__PURE__ */ (() => v.strictObject({ brand_id: pathId }))()

export const productAuthorities: v.GenericSchema<unknown, ProductAuthorities> = /* @__PURE__ */ (() =>
  v.looseObject({
    brand_id: text,
    authorization_type: text,
    authorization_product: v.optional(v.array(text)),
    update_time: text,
  }))()
