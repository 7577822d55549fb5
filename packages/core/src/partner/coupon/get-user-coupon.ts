import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type UserCouponId, userCouponIdFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link getUserCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export type GetUserCouponInput = UserCouponId & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponIdFields, ...ofBrand }) as v.GenericSchema<unknown, GetUserCouponInput>)()

/**
 * Gets a user's coupon (查询用户商品券). At most 500 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 *
 * @example
 * import { getUserCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { coupon_state } = await client.call(getUserCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   brand_id: '40001',
 * })
 */
export const getUserCoupon: Endpoint<GetUserCouponInput, UserCoupon> = /* @__PURE__ */ defineEndpoint({
  name: 'getUserCoupon',
  method: 'GET',
  path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 500, per: 'mchid' },
  input,
  output: userCoupon,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781582',
})
