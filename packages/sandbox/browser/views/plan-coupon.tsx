import type { ShownPlan } from '../../src/page/lists.ts'
import { StateChip } from '../parts/chip.tsx'
import { couponKey } from '../parts/coupon-key.ts'
import { Facts } from '../parts/facts.tsx'
import { countOf } from '../parts/numbers.ts'
import { hrefOf } from '../route.ts'
import { t } from '../texts.ts'
import { UserCouponRows } from './user-coupon-rows.tsx'

/** What a plan gives out, and to whom it has given it. */
export function PlanCoupon({ plan }: { plan: ShownPlan }) {
  const { plan_id, live, sent, coupon, batch, userCoupons } = plan
  const { stock_id, state, terms } = batch
  const key = couponKey(coupon, coupon.product_coupon_id)
  return (
    <section class="parts">
      <h3>{t('couponOfPlan')}</h3>
      <Facts
        of={[
          [
            t('coupon'),
            <>
              <a href={hrefOf('coupons', key)}>{coupon.terms.display_info.name}</a>{' '}
              <StateChip of={coupon.state} />
            </>,
          ],
          [
            t('batch'),
            <>
              <a href={hrefOf('coupons', key, { stockId: stock_id })}>
                <code>{stock_id}</code>
              </a>{' '}
              <StateChip of={state} />
            </>,
          ],
          [t('givenByPlan'), countOf(sent.total, live.total_count)],
          [t('today'), countOf(sent.today, live.daily_limit)],
          [t('givenByBatch'), countOf(batch.sent.total, terms.stock_send_rule.max_count)],
        ]}
      />
      {userCoupons.total === 0 ? (
        <p class="hint">{t('noneGivenOut')}</p>
      ) : (
        <>
          <UserCouponRows of={userCoupons.userCoupons} ofOne />
          <p>
            <a href={hrefOf('userCoupons', undefined, { planId: plan_id })}>
              {t('allOfPlan', { n: userCoupons.total })}
            </a>
          </p>
        </>
      )}
    </section>
  )
}
