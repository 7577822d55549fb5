import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { listUserCouponsOutput } from '../../coupon/pages.ts'
import {
  type ListUserCouponsOutput,
  type UserCouponFilter,
  userCouponFilterFields,
} from '../../coupon/user-coupon-input.ts'

/**
 * Input of {@link listUserCoupons} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781590}
 */
export type ListUserCouponsInput = UserCouponFilter & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...userCouponFilterFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    ListUserCouponsInput
  >)()

/**
 * Lists the coupons of one user, one page per call (查询用户商品券列表). There is no list of several users, so keep their
 * openids. `paginate` of `@wxdp/fetch` reads all pages. At most 500 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781590}
 *
 * @example
 * import { listUserCoupons } from '@wxdp/core/partner/coupon'
 *
 * const { user_coupon_list = [], next_page_token } = await client.call(listUserCoupons, {
 *   openid: 'oSyn-000000000000000000000001',
 *   appid: 'wx00000000000000a1',
 *   coupon_state: 'CONFIRMING',
 *   page_size: 50,
 *   brand_id: '40001',
 * })
 */
export const listUserCoupons: Endpoint<ListUserCouponsInput, ListUserCouponsOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'listUserCoupons',
    method: 'GET',
    path: '/v3/marketing/partner/product-coupon/users/{openid}/coupons',
    caller: 'mchid',
    retry: 'safe',
    limit: { perSecond: 500, per: 'mchid' },
    input,
    output: listUserCouponsOutput,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781590',
  })
