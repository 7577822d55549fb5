import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { listUserCouponsOutput } from '../../coupon/pages.ts'
import {
  type ListUserCouponsOutput,
  type UserCouponFilter,
  userCouponFilterFields,
} from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link listUserCoupons} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736420}
 */
export type ListUserCouponsInput = UserCouponFilter

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponFilterFields }) as v.GenericSchema<unknown, ListUserCouponsInput>)()

/**
 * Lists the coupons of one user, one page per call (查询用户商品券列表). There is no list of several users, so keep their
 * openids. `paginate` of `@wxdp/fetch` reads all pages. At most 500 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736420}
 *
 * @example
 * import { listUserCoupons } from '@wxdp/core/brand/coupon'
 *
 * const { user_coupon_list = [], next_page_token } = await client.call(listUserCoupons, {
 *   openid: 'oSyn-000000000000000000000001',
 *   appid: 'wx00000000000000a1',
 *   coupon_state: 'CONFIRMING',
 *   page_size: 50,
 * })
 */
export const listUserCoupons: Endpoint<ListUserCouponsInput, ListUserCouponsOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'listUserCoupons',
    method: 'GET',
    path: '/brand/marketing/product-coupon/users/{openid}/coupons',
    caller: 'brand_id',
    retry: 'safe',
    limit: { perSecond: 500, per: 'brand_id' },
    input,
    output: listUserCouponsOutput,
    page: 'https://pay.weixin.qq.com/doc/brand/4015736420',
  })
