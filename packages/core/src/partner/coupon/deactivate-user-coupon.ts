import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type UserCouponDeactivation, userCouponDeactivationFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link deactivateUserCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781578}
 */
export type DeactivateUserCouponInput = UserCouponDeactivation & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponDeactivationFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    DeactivateUserCouponInput
  >)()

/**
 * Withdraws a user's single coupon (失效用户商品券), for ever. One of several uses cannot be withdrawn by this call.
 *
 * If a retry is refused because the number was used, get the coupon: `deactivate_request_no` tells whether it was your
 * call. `callOnce` of `@wxdp/fetch/coupon` does all this. At most 500 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781578}
 *
 * @example
 * import { deactivateUserCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { coupon_state } = await client.call(deactivateUserCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   out_request_no: 'off-20261208-000001',
 *   deactivate_reason: '用户投诉处理',
 *   brand_id: '40001',
 * })
 */
export const deactivateUserCoupon: Endpoint<DeactivateUserCouponInput, UserCoupon> =
  /* @__PURE__ */ defineEndpoint({
    name: 'deactivateUserCoupon',
    method: 'POST',
    path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/deactivate',
    caller: 'mchid',
    retry: 'numbered',
    limit: { perSecond: 500, per: 'mchid' },
    input,
    output: userCoupon,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781578',
  })
