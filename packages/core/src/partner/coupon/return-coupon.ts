import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type UserCoupon, userCoupon } from '../../coupon/user-coupon.ts'
import { type UserCouponAction, userCouponActionFields } from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link returnCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781599}
 */
export type ReturnCouponInput = UserCouponAction & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponActionFields, ...ofBrand }) as v.GenericSchema<unknown, ReturnCouponInput>)()

/**
 * Returns a user's coupon (退还用户商品券) that is `USED`, after a refund. Within its validity it is usable again; after that
 * it does not come back.
 *
 * If a retry is refused because the number was used, get the coupon: `return_request_no` tells whether it was your
 * call. `callOnce` of `@wxdp/fetch/coupon` does all this. At most 500 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781599}
 *
 * @example
 * import { returnCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { coupon_state } = await client.call(returnCoupon, {
 *   openid: 'oSyn-000000000000000000000001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   out_request_no: 'ret-20261207-000001',
 *   brand_id: '40001',
 * })
 */
export const returnCoupon: Endpoint<ReturnCouponInput, UserCoupon> = /* @__PURE__ */ defineEndpoint({
  name: 'returnCoupon',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/return',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 500, per: 'mchid' },
  input,
  output: userCoupon,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781599',
})
