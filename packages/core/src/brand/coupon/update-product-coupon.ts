import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type ProductCoupon, productCoupon } from '../../coupon/product-coupon.ts'
import { type ProductCouponChange, productCouponChangeFields } from '../../coupon/product-coupon-change.ts'
import { productCouponChangeRules } from '../../coupon/rules/rules.ts'

/**
 * Input of {@link updateProductCoupon} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736325}
 */
export type UpdateProductCouponInput = ProductCouponChange

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponChangeFields }) as v.GenericSchema<unknown, UpdateProductCouponInput>)()

/**
 * Changes how a product coupon looks (修改商品券); nothing else can change. Coupons that users already have keep the old
 * look.
 *
 * Read the coupon first, and send the whole object. While a change is under way, another is refused (`ABORTED`). At
 * most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736325}
 *
 * @example
 * import { updateProductCoupon } from '@wxdp/core/brand/coupon'
 *
 * const { display_info } = await client.call(updateProductCoupon, {
 *   product_coupon_id: '9100000001',
 *   out_request_no: 'ed-coupon-0001',
 *   display_info: {
 *     name: '满一百打八折',
 *     image_url: 'https://img.example.com/coupon/item.png',
 *     background_url: 'https://img.example.com/coupon/back.jpg',
 *   },
 * })
 */
export const updateProductCoupon: Endpoint<UpdateProductCouponInput, ProductCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'updateProductCoupon',
    method: 'PATCH',
    path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}',
    caller: 'brand_id',
    retry: 'numbered',
    limit: { perSecond: 20, per: 'brand_id' },
    input,
    output: productCoupon,
    rules: productCouponChangeRules,
    page: 'https://pay.weixin.qq.com/doc/brand/4015736325',
  })
