import type { UserCouponStep } from '../../coupons/states.ts'
import type { UserCouponRecord } from '../../coupons/user-coupon.ts'
import { type CouponReason, refuseCoupon } from '../../http/coupon-refusals.ts'
import type { State } from '../../plans/state.ts'

type Reasons = Readonly<Partial<Record<UserCouponRecord['coupon_state'], CouponReason>>>

const ended: Reasons = { EXPIRED: 'userCouponExpired', DELETED: 'userCouponDeleted' }

/** Why a state does not allow a step, where the texts of the pages say more than that it does not. */
const reasons: Readonly<Partial<Record<UserCouponStep, Reasons>>> = {
  confirm: ended,
  use: { ...ended, PENDING: 'notUsable' },
  return: { ...ended, CONFIRMING: 'notUsed', PENDING: 'notUsed', EFFECTIVE: 'usableNow' },
  deactivate: ended,
}

/**
 * Takes a step that a call asks for.
 *
 * @throws Refusal if the state does not allow it
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736433}
 */
export function takeRequestedStep(
  { coupons }: State,
  userCoupon: UserCouponRecord,
  step: UserCouponStep,
  { change, reason }: { readonly change: Partial<UserCouponRecord>; readonly reason?: string },
): UserCouponRecord {
  const taken = coupons.takeStep(userCoupon, step, { by: 'request', change, reason })
  if (taken) return taken
  throw refuseCoupon(reasons[step]?.[userCoupon.coupon_state] ?? 'userCouponState')
}
