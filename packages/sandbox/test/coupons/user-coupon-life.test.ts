// Every step from every state, before, inside and after the validity, compared with the documented table.
import { describe, expect, it } from 'vitest'
import { type UserCouponStep, userCouponStates } from '../../src/coupons/states.ts'
import type { UserCouponRecord } from '../../src/coupons/user-coupon.ts'
import { nextUserCouponStep, stateAfter } from '../../src/coupons/user-coupon-life.ts'

const begin = 1000
const end = 2000

/** Of a state, what each step makes of it: before the validity, inside it, after it. */
const table: Readonly<Record<string, Partial<Record<UserCouponStep, readonly string[]>>>> = {
  CONFIRMING: {
    confirm: ['PENDING', 'EFFECTIVE', 'EFFECTIVE'],
    expire: ['EXPIRED', 'EXPIRED', 'EXPIRED'],
    deactivate: ['DEACTIVATED', 'DEACTIVATED', 'DEACTIVATED'],
  },
  PENDING: {
    begin: ['EFFECTIVE', 'EFFECTIVE', 'EFFECTIVE'],
    expire: ['EXPIRED', 'EXPIRED', 'EXPIRED'],
    delete: ['DELETED', 'DELETED', 'DELETED'],
    deactivate: ['DEACTIVATED', 'DEACTIVATED', 'DEACTIVATED'],
  },
  EFFECTIVE: {
    use: ['USED', 'USED', 'USED'],
    expire: ['EXPIRED', 'EXPIRED', 'EXPIRED'],
    delete: ['DELETED', 'DELETED', 'DELETED'],
    deactivate: ['DEACTIVATED', 'DEACTIVATED', 'DEACTIVATED'],
  },
  USED: { return: ['EFFECTIVE', 'EFFECTIVE', 'EXPIRED'] },
  EXPIRED: {},
  DELETED: {},
  DEACTIVATED: {},
}
const steps: readonly UserCouponStep[] = [
  'confirm',
  'begin',
  'use',
  'return',
  'expire',
  'delete',
  'deactivate',
]

const couponIn = (coupon_state: string): UserCouponRecord =>
  ({ coupon_state, valid_begin_time: begin, valid_end_time: end }) as UserCouponRecord

describe.each(userCouponStates)('%s', (state) => {
  it.each(steps)('%s', (step) => {
    const found = [begin - 1, begin, end].map((now) => stateAfter(couponIn(state), step, now))
    expect(found).toEqual(table[state]?.[step] ?? [undefined, undefined, undefined])
  })

  it('has what the clock does next', () => {
    const next: Readonly<Record<string, object>> = {
      CONFIRMING: { step: 'expire', time: end },
      PENDING: { step: 'begin', time: begin },
      EFFECTIVE: { step: 'expire', time: end },
    }
    expect(nextUserCouponStep(couponIn(state))).toEqual(next[state])
  })
})
