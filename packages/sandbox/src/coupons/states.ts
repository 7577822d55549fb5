import type { KnownProductCouponState, KnownStockState, KnownUserCouponState } from '@wxdp/core/coupon'

/**
 * State of a product coupon. Here none is ever in audit: the samples of the pages show new ones as usable.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export const couponStates: readonly KnownProductCouponState[] = ['AUDITING', 'EFFECTIVE', 'DEACTIVATED']

/**
 * State of a batch.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export const batchStates: readonly KnownStockState[] = [
  'AUDITING',
  'SENDING',
  'PAUSED',
  'STOPPED',
  'DEACTIVATED',
]

/**
 * State of a user's coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export const userCouponStates: readonly KnownUserCouponState[] = [
  'CONFIRMING',
  'PENDING',
  'EFFECTIVE',
  'USED',
  'EXPIRED',
  'DELETED',
  'DEACTIVATED',
]

/** What can happen to a user's coupon. `delete`: the user deletes it. */
export type UserCouponStep = 'confirm' | 'begin' | 'use' | 'return' | 'expire' | 'delete' | 'deactivate'

/** How something was ended by a call. */
export interface Ending {
  readonly request_no: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly reason: string
}
