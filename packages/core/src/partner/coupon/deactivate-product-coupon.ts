import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type ProductCoupon, productCoupon } from '../../coupon/product-coupon.ts'
import {
  type Deactivation,
  deactivationFields,
  type ProductCouponId,
  productCouponIdFields,
} from '../../coupon/product-coupon-change.ts'

/**
 * Input of {@link deactivateProductCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781290}
 */
export type DeactivateProductCouponInput = ProductCouponId & Deactivation & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponIdFields, ...deactivationFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    DeactivateProductCouponInput
  >)()

/**
 * Ends a product coupon (失效商品券) with all its batches, deliveries and activities, for ever. Coupons that users already
 * have stay valid.
 *
 * If a retry is refused because the coupon has ended, get it: `deactivate_request_no` tells whether it was your call.
 * At most 20 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781290}
 *
 * @example
 * import { deactivateProductCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { state } = await client.call(deactivateProductCoupon, {
 *   product_coupon_id: '9100000001',
 *   out_request_no: 'end-coupon-0001',
 *   deactivate_reason: '商品下架',
 *   brand_id: '40001',
 * })
 */
export const deactivateProductCoupon: Endpoint<DeactivateProductCouponInput, ProductCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'deactivateProductCoupon',
    method: 'POST',
    path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/deactivate',
    caller: 'mchid',
    retry: 'numbered',
    limit: { perSecond: 20, per: 'mchid' },
    input,
    output: productCoupon,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781290',
  })
