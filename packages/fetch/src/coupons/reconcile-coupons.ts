import { ApiError, type Endpoint } from '@wxdp/core'
import type { ListUserCouponsInput as BrandInput } from '@wxdp/core/brand/coupon'
import { listUserCoupons as listOwn } from '@wxdp/core/brand/coupon'
import type { CouponSent, ListUserCouponsOutput, UserCoupon } from '@wxdp/core/coupon'
import { type ListUserCouponsInput, listUserCoupons } from '@wxdp/core/partner/coupon'
import { wrongOption } from '../call/check-option.ts'
import type { Client } from '../call/client.ts'
import { paginate, requireClient } from '../plans/paginate.ts'

/** A user whose coupons are listed. */
export interface CouponUser {
  readonly openid: string
  readonly appid: string
  /** Leave it out if the client signs as a brand. */
  readonly brand_id?: string | undefined
}

/** A coupon that a user got and that was never confirmed. */
export interface UnconfirmedCoupon {
  /** What its callback said or would have said, as far as the list tells: enough for `confirmCoupon`. */
  readonly sent: CouponSent
  /** The coupon in the list. */
  readonly coupon: UserCoupon
}

export interface ReconcileCouponsOptions {
  readonly client: Pick<Client, 'call'>
  /** Users to look at. WeChat Pay lists the coupons of one user at a time, so keep their openids. */
  readonly users: Iterable<CouponUser> | AsyncIterable<CouponUser>
  /**
   * Handles a coupon as `onNotification` handles its callback: issues your own, and confirms it. Called one at a time;
   * what it throws ends the run.
   */
  readonly onCoupon: (unconfirmed: UnconfirmedCoupon) => void | Promise<void>
  /** Ends the run. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal
}

/** The result of a run. */
export interface CouponReconciliation {
  /** Number of users whose coupons were listed. */
  readonly users: number
  /** Number of coupons passed to `onCoupon`. */
  readonly unconfirmed: number
  /** Users whose coupons WeChat Pay refused to list. The others were listed nevertheless. */
  readonly refused: readonly { readonly user: CouponUser; readonly error: ApiError }[]
}

/**
 * Finds coupons that nobody confirmed (主动查询补偿): because their callback was lost, or because the confirmation failed.
 * Until it is confirmed, a coupon cannot be used. WeChat Pay repeats a callback ten times, for about nine hours; that
 * figure is inferred.
 *
 * It lists the coupons of each user that are `CONFIRMING`, one call at a time: at least one call a user. A limiter of the
 * client keeps them below the documented rate. A coupon may be confirmed meanwhile: `onCoupon` must be idempotent, as
 * `onNotification` is.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 * @throws what `client.call`, `users` and `onCoupon` throw, except the errors in {@link CouponReconciliation.refused}
 *   (HTTP 400, 403, 404)
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781590}
 *
 * @example
 * import { reconcileCoupons } from '@wxdp/fetch/coupon'
 *
 * const { unconfirmed } = await reconcileCoupons({
 *   client,
 *   users: [{ brand_id: '40001', appid: 'wx00000000000000a1', openid: 'oSyn-000000000000000000000001' }],
 *   onCoupon: ({ sent }) => console.log(sent.coupon_code),
 * })
 */
export async function reconcileCoupons(options: ReconcileCouponsOptions): Promise<CouponReconciliation> {
  requireOptions(options)
  const { client, onCoupon, signal } = options
  const callOptions = signal ? { signal } : {}
  let users = 0
  let unconfirmed = 0
  const refused: { user: CouponUser; error: ApiError }[] = []
  for await (const user of options.users) {
    const { openid, appid, brand_id } = user
    const filter = { openid, appid, coupon_state: 'CONFIRMING' } as const
    const list =
      brand_id === undefined
        ? paginate(client, listOwn as List<BrandInput>, filter, callOptions)
        : paginate(
            client,
            listUserCoupons as List<ListUserCouponsInput>,
            { ...filter, brand_id },
            callOptions,
          )
    try {
      for await (const coupon of list) {
        unconfirmed += 1
        await onCoupon({ sent: sentOf(coupon, user), coupon })
      }
      users += 1
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused.push({ user, error })
    }
  }
  return { users, unconfirmed, refused }
}

type List<Input> = Endpoint<Input, ListUserCouponsOutput>

function requireOptions(options: ReconcileCouponsOptions): void {
  requireClient(options?.client)
  const { users, onCoupon } = options
  if (typeof onCoupon !== 'function') throw wrongOption('onCoupon must be a function', onCoupon)
  const isList =
    typeof users === 'object' && users && (Symbol.iterator in users || Symbol.asyncIterator in users)
  if (!isList) throw wrongOption('users must be a list', users)
}

function sentOf(coupon: UserCoupon, { openid, appid, brand_id }: CouponUser): CouponSent {
  const { product_coupon, stock, user_product_coupon_bundle_info: bundle } = coupon
  const { coupon_code, receive_time, send_request_no, send_channel, valid_begin_time, valid_end_time } =
    coupon
  return {
    coupon_code,
    ...(brand_id !== undefined && { brand_id }),
    product_coupon_id: product_coupon.product_coupon_id,
    stock_id: stock.stock_id,
    ...(stock.stock_bundle_info && { stock_bundle_id: stock.stock_bundle_info.stock_bundle_id }),
    ...(bundle && { user_coupon_bundle_id: bundle.user_coupon_bundle_id }),
    appid,
    openid,
    receive_time,
    send_request_no,
    send_channel,
    valid_begin_time,
    valid_end_time,
    ...(coupon.attach !== undefined && { attach: coupon.attach }),
    ...(coupon.channel_custom_info !== undefined && { channel_custom_info: coupon.channel_custom_info }),
  }
}

/** Whether the error is about this user only, so that others may be listed. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403, 404].includes(error.status)
}
