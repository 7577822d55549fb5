import type { KnownUserCouponState, UserCoupon as ReceivedUserCoupon } from '@wxdp/core/coupon'
import type { HistoryEntry } from '../entries/history.ts'
import { toChinaTime } from '../http/times.ts'
import { deactivated } from './coupon.ts'
import { brandIn, type Owned } from './owned.ts'
import type { Ending, UserCouponStep } from './states.ts'

/** A redemption, as its call told it. */
export type Use = Pick<
  NonNullable<ReceivedUserCoupon['single_usage_detail']>,
  'associated_order_info' | 'associated_pay_score_order_info' | 'saved_amount'
> & {
  readonly request_no: string
  /** RFC 3339, as the call had it. */
  readonly use_time: string
  readonly store_id?: string | undefined
}

/** A call that was numbered. */
export interface Numbered {
  readonly request_no: string
  /** Milliseconds since 1970. */
  readonly time: number
}

/** A user's coupon (用户商品券). Times are milliseconds since 1970. */
export interface UserCouponRecord extends Owned {
  readonly coupon_code: string
  readonly product_coupon_id: string
  readonly stock_id: string
  readonly appid: string
  readonly openid: string
  readonly unionid: string
  /** The plan that gave it out. Calls and callbacks do not name it. */
  readonly plan_id: string
  readonly coupon_state: KnownUserCouponState
  readonly valid_begin_time: number
  readonly valid_end_time: number
  readonly receive_time: number
  readonly send_request_no: string
  readonly confirmation?: Numbered | undefined
  readonly use?: Use | undefined
  readonly return?: Numbered | undefined
  readonly deactivation?: Ending | undefined
  /** Its place among the coupons of a group (用户券组). */
  readonly bundle?: { readonly id: string; readonly index: number; readonly count: number } | undefined
}

/** Something that happened to a user's coupon. */
export type UserCouponHistoryEntry = HistoryEntry<'send' | UserCouponStep, KnownUserCouponState>

/** What a user's coupon is shown with. */
export interface UserCouponContext {
  readonly coupon: ReceivedUserCoupon['product_coupon']
  readonly stock: ReceivedUserCoupon['stock']
  /** How many of the coupons of its group were redeemed. A return does not lower it. */
  readonly usedCount: number
}

/**
 * A user's coupon as calls return it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export function toUserCoupon(
  userCoupon: UserCouponRecord,
  { coupon, stock, usedCount }: UserCouponContext,
): ReceivedUserCoupon {
  const { confirmation, bundle, deactivation } = userCoupon
  return {
    coupon_code: userCoupon.coupon_code,
    coupon_state: userCoupon.coupon_state,
    valid_begin_time: toChinaTime(userCoupon.valid_begin_time),
    valid_end_time: toChinaTime(userCoupon.valid_end_time),
    receive_time: toChinaTime(userCoupon.receive_time),
    send_request_no: userCoupon.send_request_no,
    send_channel: 'BRAND_MANAGE',
    ...(confirmation && {
      confirm_request_no: confirmation.request_no,
      confirm_time: toChinaTime(confirmation.time),
    }),
    ...deactivated(deactivation),
    ...(bundle
      ? {
          progressive_bundle_usage_detail: usageOf(userCoupon),
          user_product_coupon_bundle_info: {
            user_coupon_bundle_id: bundle.id,
            user_coupon_bundle_index: bundle.index,
            total_count: bundle.count,
            used_count: usedCount,
          },
        }
      : { single_usage_detail: usageOf(userCoupon) }),
    product_coupon: coupon,
    stock,
    ...brandIn(userCoupon),
  }
}

function usageOf({ use, return: returned }: UserCouponRecord): object {
  if (!use) return {}
  const { request_no, use_time, associated_order_info, associated_pay_score_order_info, saved_amount } = use
  return {
    use_request_no: request_no,
    use_time,
    associated_order_info,
    associated_pay_score_order_info,
    saved_amount,
    ...(returned && {
      return_request_no: returned.request_no,
      return_time: toChinaTime(returned.time),
    }),
  }
}
