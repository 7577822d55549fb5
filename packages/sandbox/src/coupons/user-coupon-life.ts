import type { KnownUserCouponState } from '@wxdp/core/coupon'
import type { UserCouponStep } from './states.ts'
import type { UserCouponRecord } from './user-coupon.ts'

interface Rule {
  readonly from: readonly KnownUserCouponState[]
  readonly to: (userCoupon: UserCouponRecord, now: number) => KnownUserCouponState
}

const ofUser: readonly KnownUserCouponState[] = ['PENDING', 'EFFECTIVE']
/** Whether a coupon that waits for its confirmation can be ended is not documented. */
const open: readonly KnownUserCouponState[] = ['CONFIRMING', ...ofUser]

/**
 * The documented life of a user's coupon. That a coupon expires unconfirmed, and that one returned after its end expires,
 * is inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
const rules: Readonly<Record<UserCouponStep, Rule>> = {
  confirm: {
    from: ['CONFIRMING'],
    to: ({ valid_begin_time }, now) => (now < valid_begin_time ? 'PENDING' : 'EFFECTIVE'),
  },
  begin: { from: ['PENDING'], to: () => 'EFFECTIVE' },
  use: { from: ['EFFECTIVE'], to: () => 'USED' },
  return: {
    from: ['USED'],
    to: ({ valid_end_time }, now) => (now < valid_end_time ? 'EFFECTIVE' : 'EXPIRED'),
  },
  expire: { from: open, to: () => 'EXPIRED' },
  delete: { from: ofUser, to: () => 'DELETED' },
  deactivate: { from: open, to: () => 'DEACTIVATED' },
}

/** @returns The state after a step; `undefined` if the step is not possible. */
export function stateAfter(
  userCoupon: UserCouponRecord,
  step: UserCouponStep,
  now: number,
): KnownUserCouponState | undefined {
  const { from, to } = rules[step]
  return from.includes(userCoupon.coupon_state) ? to(userCoupon, now) : undefined
}

/** What happens to a user's coupon without a call, and when. */
export function nextUserCouponStep({
  coupon_state,
  valid_begin_time,
  valid_end_time,
}: UserCouponRecord): { readonly step: 'begin' | 'expire'; readonly time: number } | undefined {
  if (coupon_state === 'PENDING') return { step: 'begin', time: valid_begin_time }
  return open.includes(coupon_state) ? { step: 'expire', time: valid_end_time } : undefined
}
