import * as v from 'valibot'
import { text, whole } from '../plan/fields.ts'
import { type OrderInfo, orderInfo, type PayScoreOrderInfo, payScoreOrderInfo } from './order-info.ts'
import { type ProductCoupon, productCoupon } from './product-coupon.ts'
import type { SendChannel, UserCouponState } from './states.ts'
import { type Stock, stock } from './stock.ts'

/**
 * What happened to a user's coupon (使用详情).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface UsageDetail {
  /** Number of the call that redeemed it (核销请求单号). Samples keep it after a return. */
  readonly use_request_no?: string | undefined
  /** When it was redeemed (核销时间), RFC 3339. Samples keep it after a return. */
  readonly use_time?: string | undefined
  /** Number of the call that returned it (退券请求单号). Present after a return. */
  readonly return_request_no?: string | undefined
  /** When it was returned (退券时间), RFC 3339. Present after a return. */
  readonly return_time?: string | undefined
  /** The order (关联订单信息), if one was sent. */
  readonly associated_order_info?: OrderInfo | undefined
  /** The pay-score order (关联支付分订单信息), if one was sent. */
  readonly associated_pay_score_order_info?: PayScoreOrderInfo | undefined
  /** What the user saved (优惠金额), in fen, if it was sent. */
  readonly saved_amount?: number | undefined
}

/**
 * Place of a user's coupon in its group (用户券组信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016435702}
 */
export interface UserCouponBundleInfo {
  /** Group (用户券组ID). Always present. */
  readonly user_coupon_bundle_id: string
  /** Place in the group (序号), from 0. Always present. */
  readonly user_coupon_bundle_index: number
  /** Coupons of the group (总数量). Always present. */
  readonly total_count: number
  /** How many of them were redeemed (已使用数量). Always present. */
  readonly used_count: number
}

/**
 * Membership (会员信息) that a coupon was for.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface MemberTagInfo {
  /** Member card (会员卡ID). Always present for a service provider. */
  readonly member_card_id?: string | undefined
}

/**
 * Whom a coupon was for (商品券标签).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface CouponTagInfo {
  /** Tags (标签列表), such as `MEMBER`. */
  readonly coupon_tag_list?: readonly string[] | undefined
  /** The membership (会员信息). Present for `MEMBER`. */
  readonly member_tag_info?: MemberTagInfo | undefined
}

/**
 * A coupon that a user has (用户商品券): the output of confirm, use, return, deactivate and get, and an item of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 *
 * @example
 * const userCoupon: UserCoupon = {
 *   coupon_code: 'SYN0000000000000000001',
 *   coupon_state: 'EFFECTIVE',
 *   valid_begin_time: '2026-12-05T10:00:00+08:00',
 *   valid_end_time: '2026-12-11T23:59:59+08:00',
 *   receive_time: '2026-12-05T10:00:00.120+08:00',
 *   send_request_no: 'WXSEND-20261205-000001',
 *   send_channel: 'BRAND_MANAGE',
 *   confirm_request_no: 'cfm-20261205-000001',
 *   confirm_time: '2026-12-05T10:00:02+08:00',
 *   single_usage_detail: {},
 *   product_coupon: productCoupon,
 *   stock: stock,
 * }
 */
export interface UserCoupon {
  /** Code (券码), at most 40 characters. Always present. */
  readonly coupon_code: string
  /** State (用户商品券状态). Always present. */
  readonly coupon_state: UserCouponState
  /** Begin of its validity (有效期开始时间), RFC 3339. Always present. */
  readonly valid_begin_time: string
  /** End of its validity (有效期结束时间), RFC 3339. Always present. */
  readonly valid_end_time: string
  /** When the user got it (领取时间), RFC 3339. Always present. */
  readonly receive_time: string
  /** Number under which it was given out (发放请求单号). Always present. */
  readonly send_request_no: string
  /** How it was given out (发放渠道). Always present. */
  readonly send_channel: SendChannel
  /** Number of the call that confirmed it (确认请求单号). Present after `confirmCoupon`. */
  readonly confirm_request_no?: string | undefined
  /** When it was confirmed (确认时间), RFC 3339. Present after `confirmCoupon`. */
  readonly confirm_time?: string | undefined
  /** Number of the call that withdrew it (失效请求单号). Present when it is `DEACTIVATED`. */
  readonly deactivate_request_no?: string | undefined
  /** When it was withdrawn (失效时间), RFC 3339. Present when it is `DEACTIVATED`. */
  readonly deactivate_time?: string | undefined
  /** Why it was withdrawn (失效原因). Present when it is `DEACTIVATED`. */
  readonly deactivate_reason?: string | undefined
  /** What happened to a single coupon (单券使用详情); may be empty. */
  readonly single_usage_detail?: UsageDetail | undefined
  /** What happened to a coupon of several uses (多次优惠使用详情); may be empty. */
  readonly progressive_bundle_usage_detail?: UsageDetail | undefined
  /** Place in its group (用户券组信息). Present for a coupon of several uses, but not after `deactivateUserCoupon`. */
  readonly user_product_coupon_bundle_info?: UserCouponBundleInfo | undefined
  /** The product coupon (商品券). Always present. */
  readonly product_coupon: ProductCoupon
  /** The batch (批次). Always present. */
  readonly stock: Stock
  /** Your own text of the send call (附加信息). Only for the channels `API` and `RECEIVE_COMPONENT`. */
  readonly attach?: string | undefined
  /** What the channel adds (渠道自定义信息), at most 1,000 characters. Only for the channel `BRAND_MANAGE`. */
  readonly channel_custom_info?: string | undefined
  /** Whom it was for (商品券标签). */
  readonly coupon_tag_info?: CouponTagInfo | undefined
  /** Brand (品牌ID). Present in lists of a service provider. */
  readonly brand_id?: string | undefined
}

const detail: v.GenericSchema<unknown, UsageDetail> = /* @__PURE__ */ (() =>
  v.looseObject({
    use_request_no: v.optional(text),
    use_time: v.optional(text),
    return_request_no: v.optional(text),
    return_time: v.optional(text),
    associated_order_info: v.optional(orderInfo),
    associated_pay_score_order_info: v.optional(payScoreOrderInfo),
    saved_amount: v.optional(whole),
  }))()

export const userCoupon: v.GenericSchema<unknown, UserCoupon> = /* @__PURE__ */ (() =>
  v.looseObject({
    coupon_code: text,
    coupon_state: text,
    valid_begin_time: text,
    valid_end_time: text,
    receive_time: text,
    send_request_no: text,
    send_channel: text,
    confirm_request_no: v.optional(text),
    confirm_time: v.optional(text),
    deactivate_request_no: v.optional(text),
    deactivate_time: v.optional(text),
    deactivate_reason: v.optional(text),
    single_usage_detail: v.optional(detail),
    progressive_bundle_usage_detail: v.optional(detail),
    user_product_coupon_bundle_info: v.optional(
      v.looseObject({
        user_coupon_bundle_id: text,
        user_coupon_bundle_index: whole,
        total_count: whole,
        used_count: whole,
      }),
    ),
    product_coupon: productCoupon,
    stock,
    attach: v.optional(text),
    channel_custom_info: v.optional(text),
    coupon_tag_info: v.optional(
      v.looseObject({
        coupon_tag_list: v.optional(v.array(text)),
        member_tag_info: v.optional(v.looseObject({ member_card_id: v.optional(text) })),
      }),
    ),
    brand_id: v.optional(text),
  }))()
