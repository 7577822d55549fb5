import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type ProductCoupon, productCoupon } from '../../coupon/product-coupon.ts'
import { type ProductCouponId, productCouponIdFields } from '../../coupon/product-coupon-change.ts'

/**
 * Input of {@link getProductCoupon} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736321}
 */
export type GetProductCouponInput = ProductCouponId

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponIdFields }) as v.GenericSchema<unknown, GetProductCouponInput>)()

/**
 * Gets a product coupon (查询商品券), without its batches. There is no list of coupons. At most 20 calls per second for a
 * brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736321}
 *
 * @example
 * import { getProductCoupon } from '@wxdp/core/brand/coupon'
 *
 * const { state } = await client.call(getProductCoupon, {
 *   product_coupon_id: '9100000001',
 * })
 */
export const getProductCoupon: Endpoint<GetProductCouponInput, ProductCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'getProductCoupon',
    method: 'GET',
    path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}',
    caller: 'brand_id',
    retry: 'safe',
    limit: { perSecond: 20, per: 'brand_id' },
    input,
    output: productCoupon,
    page: 'https://pay.weixin.qq.com/doc/brand/4015736321',
  })
