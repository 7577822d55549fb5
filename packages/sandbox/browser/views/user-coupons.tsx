import type { UserCouponSummaries } from '../../src/page/coupon-lists.ts'
import { Empty } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { List, useFilters } from '../parts/list.tsx'
import { Split } from '../parts/split.tsx'
import { asked, route } from '../route.ts'
import { t } from '../texts.ts'
import { UserCoupon } from './user-coupon.tsx'
import { UserCouponRows } from './user-coupon-rows.tsx'

const states = ['CONFIRMING', 'PENDING', 'EFFECTIVE', 'USED', 'EXPIRED', 'DELETED', 'DEACTIVATED'] as const

/** A link can ask for the coupons of a plan, or of a batch. */
export function UserCoupons() {
  const { filters, field, paging } = useFilters({
    ...{ text: '', state: '' },
    ...{ planId: asked('planId'), stockId: asked('stockId') },
  })
  const { id } = route.value
  return (
    <Split
      choose="chooseUserCoupon"
      detail={id !== undefined && <UserCoupon key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('searchUserCoupons')} {...field('text')} />
            <StateSelect label={t('state')} all={t('allStates')} states={states} {...field('state')} />
            <Search label="plan_id" {...field('planId')} />
            {asked('stockId') !== '' && <Search label="stock_id" {...field('stockId')} />}
          </search>
          <List<UserCouponSummaries>
            path="/user-coupons"
            filters={filters}
            paging={paging}
            empty={
              <Empty title={t('noUserCoupons')} hint={t('noUserCouponsHint')} commands={[setCouponUrl]} />
            }
            rows={({ userCoupons }) => <UserCouponRows of={userCoupons} />}
          />
        </>
      }
    />
  )
}

const setCouponUrl = 'wxdp coupons notify-url set http://127.0.0.1:3000/coupons --config sandbox.env --yes'
