import type { Batch } from '../../coupons/batch.ts'
import { type CouponReason, refuseCoupon } from '../../http/coupon-refusals.ts'

/** Why a batch in another state than `SENDING` or `PAUSED` cannot be changed. */
const reasons: Readonly<Partial<Record<Batch['state'], CouponReason>>> = {
  AUDITING: 'beingModified',
  STOPPED: 'stockExpired',
  DEACTIVATED: 'stockEnded',
}

/**
 * A batch of a group cannot be changed or ended alone, and one that has ended not at all. The text on groups is that of
 * the page for brands; that it holds for changes and budgets, too, is inferred.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736352}
 */
export function requireChangeable({ stock_bundle_info, state }: Batch): void {
  if (stock_bundle_info) throw refuseCoupon('stockInBundle')
  const reason = reasons[state]
  if (reason) throw refuseCoupon(reason)
}
