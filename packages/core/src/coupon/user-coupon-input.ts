import * as v from 'valibot'
import { bodyId, type Entries, oneOf, requestNo, text } from '../plan/fields.ts'
import { fen, filled, inPath, reason } from './atoms.ts'
import {
  type OrderReference,
  orderReference,
  type PayScoreOrderReference,
  payScoreOrderReference,
} from './order-info.ts'
import type { KnownUserCouponState } from './states.ts'
import { pageFields } from './stock-change.ts'
import type { UserCoupon } from './user-coupon.ts'

/**
 * A user's coupon by its ids. Take all of them from the notification: `appid` and `openid` belong together.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface UserCouponId {
  /** User (用户标识) under the appid. Part of the path. Required. */
  readonly openid: string
  /** Code (券码), at most 40 characters. Part of the path. Required. */
  readonly coupon_code: string
  /** Product coupon (商品券ID), at most 40 characters. Required. */
  readonly product_coupon_id: string
  /** Batch (批次ID), at most 40 characters. Required. */
  readonly stock_id: string
  /** Mini-program, official account or app (应用AppID) of the openid. Required. */
  readonly appid: string
}

/**
 * Confirms or returns a user's coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 */
export interface UserCouponAction extends UserCouponId {
  /**
   * Your number of this call (请求单号): 6 to 40 digits, letters, `_` or `-`. Required. If a retry is refused because the
   * number was used, get the coupon: if it carries your number, your first call had succeeded.
   */
  readonly out_request_no: string
}

/**
 * Withdraws a user's coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781578}
 */
export interface UserCouponDeactivation extends UserCouponAction {
  /** Why (失效原因), at most 150 characters. Required. */
  readonly deactivate_reason: string
}

/**
 * How a user's coupon was redeemed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface CouponUse extends UserCouponAction {
  /** When (核销时间), RFC 3339; near the present time. How near is not documented. Required. */
  readonly use_time: string
  /** Store (门店ID) of the brand. */
  readonly store_id?: string | undefined
  /** What the user saved (优惠金额), in fen. */
  readonly saved_amount?: number | undefined
}

/**
 * Redeemed in an order.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface UseInOrder {
  /** The order (关联订单信息). The page demands one of the two kinds, its rows call both optional. */
  readonly associated_order_info: OrderReference
  /** The pay-score order (关联支付分订单信息). Not allowed here. */
  readonly associated_pay_score_order_info?: undefined
}

/**
 * Redeemed in a pay-score order.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface UseInPayScoreOrder {
  /** The order (关联订单信息). Not allowed here. */
  readonly associated_order_info?: undefined
  /** The pay-score order (关联支付分订单信息). */
  readonly associated_pay_score_order_info: PayScoreOrderReference
}

/**
 * Redeemed without an order. The pages contradict each other about this, so `checkInput` warns.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface UseWithoutOrder {
  /** The order (关联订单信息). Not allowed here. */
  readonly associated_order_info?: undefined
  /** The pay-score order (关联支付分订单信息). Not allowed here. */
  readonly associated_pay_score_order_info?: undefined
}

/** Input of `useCoupon`, for partners and brands. */
export type CouponUseInput = CouponUse & (UseInOrder | UseInPayScoreOrder | UseWithoutOrder)

/**
 * Which coupons of a user to list, and which page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781590}
 */
export interface UserCouponFilter {
  /** User (用户标识) under the appid: there is no list of several users. Part of the path. Required. */
  readonly openid: string
  /** Mini-program, official account or app (应用AppID) of the openid. Required. */
  readonly appid: string
  /** Only of this product coupon (商品券ID). Default: all of the brand. */
  readonly product_coupon_id?: string | undefined
  /** Only of this batch (批次ID). */
  readonly stock_id?: string | undefined
  /** Only in this state (用户商品券状态). `CONFIRMING` finds those that were never confirmed. Default: all. */
  readonly coupon_state?: KnownUserCouponState | undefined
  /** Only of this group (用户券组ID). */
  readonly user_coupon_bundle_id?: string | undefined
  /** Coupons per page (分页大小), 1 to 50. Default 20. */
  readonly page_size?: number | undefined
  /** `next_page_token` of the page before (分页Token), unchanged. Default: the first page. */
  readonly page_token?: string | undefined
}

/**
 * Output of `listUserCoupons`, for partners and brands: one page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781590}
 *
 * @example
 * const output: ListUserCouponsOutput = { total_count: 1, user_coupon_list: [userCoupon] }
 */
export interface ListUserCouponsOutput {
  /** Number of coupons that match (总数). Present on the first page only. */
  readonly total_count?: number | undefined
  /** The coupons of this page (用户商品券列表). Absent when there are none. */
  readonly user_coupon_list?: readonly UserCoupon[] | undefined
  /** Leads to the next page (分页Token). Absent on the last one. */
  readonly next_page_token?: string | undefined
}

export const userCouponIdFields: Entries<UserCouponId> = /* @__PURE__ */ (() => ({
  openid: inPath(128),
  coupon_code: inPath(40),
  product_coupon_id: bodyId,
  stock_id: bodyId,
  appid: filled,
}))()

export const userCouponActionFields: Entries<UserCouponAction> = /* @__PURE__ */ (() => ({
  ...userCouponIdFields,
  out_request_no: requestNo,
}))()

export const userCouponDeactivationFields: Entries<UserCouponDeactivation> = /* @__PURE__ */ (() => ({
  ...userCouponActionFields,
  deactivate_reason: reason,
}))()

export const couponUseFields: { readonly [Name in keyof CouponUseInput]-?: v.GenericSchema<unknown> } =
  /* @__PURE__ */ (() => ({
    ...userCouponActionFields,
    use_time: text,
    store_id: v.optional(filled),
    saved_amount: v.optional(fen),
    associated_order_info: v.optional(orderReference),
    associated_pay_score_order_info: v.optional(payScoreOrderReference),
  }))()

export const userCouponFilterFields: Entries<UserCouponFilter> = /* @__PURE__ */ (() => ({
  ...pageFields,
  openid: inPath(128),
  appid: filled,
  product_coupon_id: v.optional(bodyId),
  stock_id: v.optional(bodyId),
  coupon_state: v.optional(
    oneOf(['CONFIRMING', 'PENDING', 'EFFECTIVE', 'USED', 'EXPIRED', 'DELETED', 'DEACTIVATED']),
  ),
  user_coupon_bundle_id: v.optional(bodyId),
}))()
