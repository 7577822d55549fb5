import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { couponUseRules } from '../../coupon/rules/rules.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type CouponUseInput, couponUseFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link useCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export type UseCouponInput = CouponUseInput & OfBrand

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...couponUseFields, ...ofBrand }) as v.GenericSchema<unknown, UseCouponInput>)()

/**
 * Redeems a user's coupon (核销用户商品券) that is `EFFECTIVE`. Within 3 minutes of the payment, the user gets a message.
 *
 * `NOT_ENOUGH` means that it cannot be used now. If a retry is refused because the number was used, get the coupon:
 * `use_request_no` tells whether it was your call. `callOnce` of `@wxdp/fetch/coupon` does all this. At most 500 calls
 * per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 *
 * @example
 * import { useCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { coupon_state } = await client.call(useCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   use_time: '2026-12-06T12:30:00+08:00',
 *   out_request_no: 'use-20261206-000001',
 *   associated_order_info: { transaction_id: '4200009999202612060000000001' },
 *   saved_amount: 2400,
 *   brand_id: '40001',
 * })
 */
export const useCoupon: Endpoint<UseCouponInput, UserCoupon> = /* @__PURE__ */ defineEndpoint({
  name: 'useCoupon',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/use',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 500, per: 'mchid' },
  input,
  output: userCoupon,
  rules: couponUseRules,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781608',
})
