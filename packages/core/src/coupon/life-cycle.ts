/**
 * One step in the life of a coupon: of a user's coupon, of a batch or of a product coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface CouponTransition {
  /** Previous state. Absent for the first state. */
  readonly from?: string
  readonly to: string
  /** What causes the step, in English. */
  readonly cause: string
}

/**
 * The life of a user's coupon (用户商品券). Other steps may come: WeChat Pay adds states without notice. What becomes of a
 * coupon that is never confirmed is not documented; that one returned after its end is `EXPIRED` is inferred.
 *
 * No callback tells any step but the first.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export const userCouponTransitions: readonly CouponTransition[] = [
  { to: 'CONFIRMING', cause: 'given to a user' },
  { from: 'CONFIRMING', to: 'EFFECTIVE', cause: 'confirmed' },
  { from: 'CONFIRMING', to: 'PENDING', cause: 'confirmed before its time' },
  { from: 'PENDING', to: 'EFFECTIVE', cause: 'its time has come' },
  { from: 'EFFECTIVE', to: 'USED', cause: 'redeemed' },
  { from: 'USED', to: 'EFFECTIVE', cause: 'returned within its validity' },
  { from: 'USED', to: 'EXPIRED', cause: 'returned after its validity' },
  { from: 'EFFECTIVE', to: 'EXPIRED', cause: 'its validity is over' },
  { from: 'EFFECTIVE', to: 'DELETED', cause: 'deleted by the user' },
  { from: 'EFFECTIVE', to: 'DEACTIVATED', cause: 'withdrawn' },
]

/**
 * The life of a batch (批次). When a new one is reviewed, and what pauses one, is not documented: these steps are inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export const stockTransitions: readonly CouponTransition[] = [
  { to: 'SENDING', cause: 'created' },
  { to: 'AUDITING', cause: 'created, if it is reviewed' },
  { from: 'AUDITING', to: 'SENDING', cause: 'review passed' },
  { from: 'SENDING', to: 'PAUSED', cause: 'stock exhausted, or paused by the platform' },
  { from: 'PAUSED', to: 'SENDING', cause: 'stock refilled' },
  { from: 'SENDING', to: 'STOPPED', cause: 'past its end' },
  { from: 'PAUSED', to: 'STOPPED', cause: 'past its end' },
  { from: 'SENDING', to: 'DEACTIVATED', cause: 'ended by a call' },
  { from: 'PAUSED', to: 'DEACTIVATED', cause: 'ended by a call' },
]

/**
 * The life of a product coupon (商品券). When a new one is reviewed is not documented.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 */
export const productCouponTransitions: readonly CouponTransition[] = [
  { to: 'EFFECTIVE', cause: 'created' },
  { to: 'AUDITING', cause: 'created, if it is reviewed' },
  { from: 'AUDITING', to: 'EFFECTIVE', cause: 'review passed' },
  { from: 'EFFECTIVE', to: 'DEACTIVATED', cause: 'ended by a call' },
]
