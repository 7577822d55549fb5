import type { Batch } from '../coupons/batch.ts'
import { periodOf } from '../coupons/batch.ts'
import type { Coupon } from '../coupons/coupon.ts'
import { day } from '../coupons/validity.ts'

/** What a plan depends on of the batch that it delivers: of a group, of its first batch. */
export interface PlanBatch {
  readonly name: string
  readonly max_count: number
  /** Coupons that are left. */
  readonly available_count: number
  readonly max_count_per_user: number
  /** `undefined`: no limit. */
  readonly max_count_per_day: number | undefined
  /** RFC 3339. */
  readonly available_begin_time: string
  /** RFC 3339. */
  readonly available_end_time: string
  /** Days from the receipt of a coupon to the end of its own validity; 0: it is valid until the batch ends. */
  readonly validity_days: number
}

export function planBatchOf(coupon: Coupon, batch: Batch, sent: number): PlanBatch {
  const { max_count, max_count_per_user, max_count_per_day } = batch.terms.stock_send_rule
  const period = periodOf(batch.terms)
  const { available_begin_time, available_end_time, wait_days_after_receive = 0, available_days = 0 } = period
  return {
    name: coupon.terms.display_info.name,
    max_count,
    available_count: max_count - sent,
    max_count_per_user,
    max_count_per_day,
    available_begin_time,
    available_end_time,
    validity_days: wait_days_after_receive + available_days,
  }
}

/**
 * When delivery must end, so that the coupon that is received last can still be used. Milliseconds since 1970.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function latestDeliveryEnd({ available_end_time, validity_days }: PlanBatch): number {
  return Date.parse(available_end_time) - (validity_days + 1) * day
}
