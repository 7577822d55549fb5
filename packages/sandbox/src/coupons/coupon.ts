import type { KnownProductCouponState, ProductCoupon } from '@wxdp/core/coupon'
import type { HistoryEntry } from '../entries/history.ts'
import { toChinaTime } from '../http/times.ts'
import { brandIn, type Owned } from './owned.ts'
import type { Ending } from './states.ts'

/** What the create call says of a coupon. Field names are WeChat Pay's. */
export type CouponTerms = Pick<
  ProductCoupon,
  | 'scope'
  | 'type'
  | 'usage_mode'
  | 'single_usage_info'
  | 'progressive_bundle_usage_info'
  | 'display_info'
  | 'out_product_no'
>

/** A product coupon (商品券). */
export interface Coupon extends Owned {
  readonly product_coupon_id: string
  readonly terms: CouponTerms
  readonly state: KnownProductCouponState
  readonly deactivation?: Ending | undefined
}

/** Something that happened to a product coupon. */
export type CouponHistoryEntry = HistoryEntry<
  'create' | 'adopt' | 'update' | 'deactivate',
  KnownProductCouponState
>

/**
 * A coupon as calls return it, without its batches.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 */
export function toProductCoupon(coupon: Coupon): ProductCoupon {
  const { product_coupon_id, terms, state, deactivation } = coupon
  return { product_coupon_id, ...terms, state, ...brandIn(coupon), ...deactivated(deactivation) }
}

/** The fields of what was ended by a call. */
export function deactivated(deactivation: Ending | undefined): object {
  if (!deactivation) return {}
  const { request_no, time, reason } = deactivation
  return {
    deactivate_request_no: request_no,
    deactivate_time: toChinaTime(time),
    deactivate_reason: reason,
  }
}
