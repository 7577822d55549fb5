import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type ProductCoupon, productCoupon } from '../../coupon/product-coupon.ts'
import {
  type Deactivation,
  deactivationFields,
  type ProductCouponId,
  productCouponIdFields,
} from '../../coupon/product-coupon-change.ts'

/**
 * Input of {@link deactivateProductCoupon} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736315}
 */
export type DeactivateProductCouponInput = ProductCouponId & Deactivation

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponIdFields, ...deactivationFields }) as v.GenericSchema<
    unknown,
    DeactivateProductCouponInput
  >)()

/**
 * Ends a product coupon (失效商品券) with all its batches, deliveries and activities, for ever. Coupons that users already
 * have stay valid.
 *
 * If a retry is refused because the coupon has ended, get it: `deactivate_request_no` tells whether it was your call.
 * At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736315}
 *
 * @example
 * import { deactivateProductCoupon } from '@wxdp/core/brand/coupon'
 *
 * const { state } = await client.call(deactivateProductCoupon, {
 *   product_coupon_id: '9100000001',
 *   out_request_no: 'end-coupon-0001',
 *   deactivate_reason: '商品下架',
 * })
 */
export const deactivateProductCoupon: Endpoint<DeactivateProductCouponInput, ProductCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'deactivateProductCoupon',
    method: 'POST',
    path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/deactivate',
    caller: 'brand_id',
    retry: 'numbered',
    limit: { perSecond: 20, per: 'brand_id' },
    input,
    output: productCoupon,
    page: 'https://pay.weixin.qq.com/doc/brand/4015736315',
  })
