import type { Coupon } from '../../coupons/coupon.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'

/**
 * A coupon that is not `EFFECTIVE` can neither be changed nor ended nor get another batch. That one which is in audit is
 * refused as being modified is inferred: here, none ever is.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736325}
 */
export function requireEffective({ state }: Coupon): void {
  if (state === 'DEACTIVATED') throw refuseCoupon('couponEnded')
  if (state === 'AUDITING') throw refuseCoupon('beingModified')
}
