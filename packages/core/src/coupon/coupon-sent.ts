import { defineNotification, type NotificationDefinition } from '../contract/notification.ts'
import { textFields } from '../contract/text-fields.ts'
import type { SendChannel } from './states.ts'

/**
 * A coupon that a user got: the resource of a `PRODUCT_COUPON_SP.SEND` (商品券领券通知), for a brand
 * `PRODUCT_COUPON.SEND`.
 *
 * The coupon stays unusable until `confirmCoupon`. It may come late, and more than once; of a coupon of several uses
 * there is one for each round. It names no plan: the batch tells which plan it was.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015780862}
 *
 * @example
 * const sent: CouponSent = {
 *   brand_id: '40001',
 *   coupon_code: 'SYN0000000000000000001',
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   appid: 'wx00000000000000a1',
 *   openid: 'oSyn-000000000000000000000001',
 *   unionid: 'uSyn-000000000000000000000001',
 *   receive_time: '2026-12-05T10:00:00.120+08:00',
 *   send_request_no: 'WXSEND-20261205-000001',
 *   send_channel: 'BRAND_MANAGE',
 *   valid_begin_time: '2026-12-05T10:00:00.120+08:00',
 *   valid_end_time: '2026-12-11T23:59:59.000+08:00',
 * }
 */
export interface CouponSent {
  /** Code (券码), at most 40 characters. Always present. */
  readonly coupon_code: string
  /** Brand (品牌ID). Present for a service provider. */
  readonly brand_id?: string | undefined
  /** Product coupon (商品券ID). Always present. */
  readonly product_coupon_id: string
  /** Batch (批次ID). Always present. */
  readonly stock_id: string
  /** Group of batches (批次组ID). Present for a coupon of several uses. */
  readonly stock_bundle_id?: string | undefined
  /** Group of the user's coupons (用户券组ID). Present for a coupon of several uses. */
  readonly user_coupon_bundle_id?: string | undefined
  /** The batch's `notify_appid` (应用AppID). Always present. */
  readonly appid: string
  /** User (用户标识) under this appid. Always present. */
  readonly openid: string
  /** User (用户标识) under all appids of an account: one person has one. Documented as always present. */
  readonly unionid?: string | undefined
  /** When the user got it (领取时间), RFC 3339 with milliseconds. Always present. */
  readonly receive_time: string
  /** Number under which it was given out (发放请求单号). Always present. */
  readonly send_request_no: string
  /** How it was given out (发放渠道). Always present. */
  readonly send_channel: SendChannel
  /** Begin of its validity (有效期开始时间), RFC 3339. Always present. */
  readonly valid_begin_time: string
  /** End of its validity (有效期结束时间), RFC 3339. Always present. */
  readonly valid_end_time: string
  /** Phone number (手机号), if the user granted it. Clear text: personal data. */
  readonly phone_number?: string | undefined
  /** Its country code (国家码), without `+`. */
  readonly country_code?: string | undefined
  /** Your own text of the send call (附加信息). Only for the channels `API` and `RECEIVE_COMPONENT`. */
  readonly attach?: string | undefined
  /** What the channel adds (渠道自定义信息). Only for the channel `BRAND_MANAGE`. */
  readonly channel_custom_info?: string | undefined
}

const resource = /* @__PURE__ */ textFields<CouponSent>({
  coupon_code: 'filled',
  brand_id: 'optional',
  product_coupon_id: 'text',
  stock_id: 'text',
  stock_bundle_id: 'optional',
  user_coupon_bundle_id: 'optional',
  appid: 'text',
  openid: 'text',
  unionid: 'optional',
  receive_time: 'text',
  send_request_no: 'text',
  send_channel: 'text',
  valid_begin_time: 'text',
  valid_end_time: 'text',
  phone_number: 'optional',
  country_code: 'optional',
  attach: 'optional',
  channel_custom_info: 'optional',
})

/**
 * A user got a coupon (商品券领券通知). Confirm it by `confirmCoupon`; until then it cannot be used.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015780862}
 */
export const couponSent: NotificationDefinition<'couponSent', CouponSent> =
  /* @__PURE__ */ defineNotification({
    // Without originalType: the pages name three.
    kind: 'couponSent',
    eventTypes: ['PRODUCT_COUPON_SP.SEND', 'PRODUCT_COUPON.SEND'],
    resource,
  })
