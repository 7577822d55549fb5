import type { SandboxCouponPage } from '../../src/box/sandbox-coupon.ts'
import { StateChip } from '../parts/chip.tsx'
import { couponKey } from '../parts/coupon-key.ts'
import { Empty } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { List, useFilters } from '../parts/list.tsx'
import { Split } from '../parts/split.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'
import { Coupon } from './coupon.tsx'
import { createPlan } from './plans.tsx'

const states = ['AUDITING', 'EFFECTIVE', 'DEACTIVATED'] as const

export function Coupons() {
  const { filters, field, paging } = useFilters({ text: '', state: '' })
  const { id } = route.value
  return (
    <Split
      choose="chooseCoupon"
      detail={id !== undefined && <Coupon key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('search')} {...field('text')} />
            <StateSelect label={t('state')} all={t('allStates')} states={states} {...field('state')} />
          </search>
          <List<SandboxCouponPage>
            path="/coupons"
            filters={filters}
            paging={paging}
            empty={<Empty title={t('noCoupons')} hint={t('noCouponsHint')} commands={[createPlan]} />}
            rows={({ coupons }) => <Rows of={coupons} />}
          />
        </>
      }
    />
  )
}

function Rows({ of }: { of: SandboxCouponPage['coupons'] }) {
  return (
    <ul class="rows">
      {of.map((coupon) => {
        const { product_coupon_id, owner, brand_id, state, terms, history } = coupon
        const key = couponKey(coupon, product_coupon_id)
        return (
          <li key={key}>
            <a
              class="row"
              href={hrefOf('coupons', key)}
              aria-current={route.value.id === key ? 'true' : undefined}
            >
              <strong>{terms.display_info.name}</strong>
              <Time at={history.at(-1)?.time ?? 0} />
              <span class="hint">
                <code>{product_coupon_id}</code> · {t(owner)} · {brand_id}
              </span>
              <span class="chips">
                <StateChip of={state} />
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
