import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type ProductCoupon, productCoupon } from '../../coupon/product-coupon.ts'
import { type ProductCouponId, productCouponIdFields } from '../../coupon/product-coupon-change.ts'

/**
 * Input of {@link getProductCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 */
export type GetProductCouponInput = ProductCouponId & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponIdFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    GetProductCouponInput
  >)()

/**
 * Gets a product coupon (查询商品券), without its batches. There is no list of coupons. At most 20 calls per second for a
 * service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 *
 * @example
 * import { getProductCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { state } = await client.call(getProductCoupon, {
 *   product_coupon_id: '9100000001',
 *   brand_id: '40001',
 * })
 */
export const getProductCoupon: Endpoint<GetProductCouponInput, ProductCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'getProductCoupon',
    method: 'GET',
    path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}',
    caller: 'mchid',
    retry: 'safe',
    limit: { perSecond: 20, per: 'mchid' },
    input,
    output: productCoupon,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781292',
  })
