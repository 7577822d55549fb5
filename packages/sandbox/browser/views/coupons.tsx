import { useState } from 'preact/hooks'
import type { SandboxCouponPage } from '../../src/box/sandbox-coupon.ts'
import { useLive } from '../api.ts'
import { StateChip } from '../parts/chip.tsx'
import { couponKey } from '../parts/coupon-key.ts'
import { Empty, Loading } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { Pager, pageSize } from '../parts/pager.tsx'
import { Problem } from '../parts/problem.tsx'
import { Split } from '../parts/split.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'
import { Coupon } from './coupon.tsx'
import { createPlan } from './plans.tsx'

const states = ['AUDITING', 'EFFECTIVE', 'DEACTIVATED'] as const

export function Coupons() {
  const [text, setText] = useState('')
  const [state, setState] = useState('')
  const [offset, setOffset] = useState(0)
  const query = new URLSearchParams({ text, state, offset: `${offset}`, limit: `${pageSize}` })
  const { id } = route.value
  const filter = (set: (value: string) => void) => (value: string) => {
    set(value)
    setOffset(0)
  }
  return (
    <Split
      choose="chooseCoupon"
      detail={id !== undefined && <Coupon key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('search')} value={text} onChange={filter(setText)} />
            <StateSelect
              label={t('state')}
              all={t('allStates')}
              states={states}
              value={state}
              onChange={filter(setState)}
            />
          </search>
          <Rows query={`${query}`} isFiltered={text + state !== ''} offset={offset} onTurn={setOffset} />
        </>
      }
    />
  )
}

interface RowsProps {
  readonly query: string
  readonly isFiltered: boolean
  readonly offset: number
  readonly onTurn: (offset: number) => void
}

function Rows({ query, isFiltered, offset, onTurn }: RowsProps) {
  const { data, error } = useLive<SandboxCouponPage>(`/coupons?${query}`)
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.total === 0) {
    return isFiltered ? (
      <Empty title={t('noMatch')} hint={t('noMatchHint')} />
    ) : (
      <Empty title={t('noCoupons')} hint={t('noCouponsHint')} commands={[createPlan]} />
    )
  }
  return (
    <>
      <ul class="rows">
        {data.coupons.map((coupon) => {
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
      <Pager offset={offset} total={data.total} onTurn={onTurn} />
    </>
  )
}
