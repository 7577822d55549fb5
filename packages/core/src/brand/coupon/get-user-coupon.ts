import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type UserCouponId, userCouponIdFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link getUserCoupon} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736414}
 */
export type GetUserCouponInput = UserCouponId

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponIdFields }) as v.GenericSchema<unknown, GetUserCouponInput>)()

/**
 * Gets a user's coupon (查询用户商品券). At most 500 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736414}
 *
 * @example
 * import { getUserCoupon } from '@wxdp/core/brand/coupon'
 *
 * const { coupon_state } = await client.call(getUserCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 * })
 */
export const getUserCoupon: Endpoint<GetUserCouponInput, UserCoupon> = /* @__PURE__ */ defineEndpoint({
  name: 'getUserCoupon',
  method: 'GET',
  path: '/brand/marketing/product-coupon/users/{openid}/coupons/{coupon_code}',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 500, per: 'brand_id' },
  input,
  output: userCoupon,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736414',
})
