import type { UserCouponSummary } from '../../src/page/coupon-lists.ts'
import { Chip, StateChip } from '../parts/chip.tsx'
import { Time } from '../parts/time.tsx'
import { hrefHere, hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'

/** Coupons of users, one a row. */
export function UserCouponRows({
  of,
  ofOne = false,
}: {
  of: readonly UserCouponSummary[]
  /** Whether all are of one product coupon, which need not be named. */
  ofOne?: boolean
}) {
  const { view, id } = route.value
  const href = view === 'userCoupons' ? hrefHere : (code: string) => hrefOf('userCoupons', code)
  return (
    <ul class="rows">
      {of.map((userCoupon) => {
        const { coupon_code, openid, receive_time, name } = userCoupon
        const isShown = view === 'userCoupons' && id === coupon_code
        return (
          <li key={coupon_code}>
            <a class="row" href={href(coupon_code)} aria-current={isShown ? 'true' : undefined}>
              <strong>{ofOne ? <code>{coupon_code}</code> : name}</strong>
              <Time at={receive_time} />
              <span class="hint">
                {!ofOne && (
                  <>
                    <code>…{coupon_code.slice(-8)}</code> ·{' '}
                  </>
                )}
                <code>{openid}</code>
              </span>
              <span class="chips">
                <UserCouponState of={userCoupon} />
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** The state of a user's coupon. One that has ended without its confirmation never was of use, and says so. */
export function UserCouponState({
  of: { coupon_state, isConfirmed },
}: {
  of: Pick<UserCouponSummary, 'coupon_state' | 'isConfirmed'>
}) {
  return (
    <>
      <StateChip of={coupon_state} />
      {!isConfirmed && coupon_state !== 'CONFIRMING' && <Chip tone="bad">{t('neverConfirmed')}</Chip>}
    </>
  )
}
