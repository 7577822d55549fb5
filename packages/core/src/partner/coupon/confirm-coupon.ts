import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type UserCouponAction, userCouponActionFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link confirmCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 */
export type ConfirmCouponInput = UserCouponAction & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponActionFields, ...ofBrand }) as v.GenericSchema<unknown, ConfirmCouponInput>)()

/**
 * Confirms a coupon that a user got (确认发放用户商品券). Until then it cannot be used. Take all ids from the notification
 * `couponSent`; it does not matter whether you confirm before or after you respond to it.
 *
 * If a retry is refused because the number was used or the coupon is confirmed, get it: `confirm_request_no` tells
 * whether it was your call. `callOnce` of `@wxdp/fetch/coupon` does all this. At most 500 calls per second for a
 * service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 *
 * @example
 * import { confirmCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { coupon_state } = await client.call(confirmCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   out_request_no: 'cfm-20261205-000001',
 *   brand_id: '40001',
 * })
 */
export const confirmCoupon: Endpoint<ConfirmCouponInput, UserCoupon> = /* @__PURE__ */ defineEndpoint({
  name: 'confirmCoupon',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/confirm',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 500, per: 'mchid' },
  input,
  output: userCoupon,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781575',
})
