import { useState } from 'preact/hooks'
import type { UserCouponSummaries } from '../../src/page/coupon-lists.ts'
import { useLive } from '../api.ts'
import { Empty, Loading } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { Pager, pageSize } from '../parts/pager.tsx'
import { Problem } from '../parts/problem.tsx'
import { Split } from '../parts/split.tsx'
import { asked, route } from '../route.ts'
import { t } from '../texts.ts'
import { UserCoupon } from './user-coupon.tsx'
import { UserCouponRows } from './user-coupon-rows.tsx'

const states = ['CONFIRMING', 'PENDING', 'EFFECTIVE', 'USED', 'EXPIRED', 'DELETED', 'DEACTIVATED'] as const

/** A link can ask for the coupons of a plan, or of a batch. */
export function UserCoupons() {
  const [text, setText] = useState('')
  const [state, setState] = useState('')
  const [planId, setPlanId] = useState(asked('planId'))
  const [stockId, setStockId] = useState(asked('stockId'))
  const [offset, setOffset] = useState(0)
  const filters = { text, state, planId, stockId }
  const query = new URLSearchParams({ ...filters, offset: `${offset}`, limit: `${pageSize}` })
  const { id } = route.value
  const filter = (set: (value: string) => void) => (value: string) => {
    set(value)
    setOffset(0)
  }
  return (
    <Split
      choose="chooseUserCoupon"
      detail={id !== undefined && <UserCoupon key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('searchUserCoupons')} value={text} onChange={filter(setText)} />
            <StateSelect
              label={t('state')}
              all={t('allStates')}
              states={states}
              value={state}
              onChange={filter(setState)}
            />
            <Search label="plan_id" value={planId} onChange={filter(setPlanId)} />
            {asked('stockId') !== '' && (
              <Search label="stock_id" value={stockId} onChange={filter(setStockId)} />
            )}
          </search>
          <Rows
            query={`${query}`}
            isFiltered={Object.values(filters).some((value) => value !== '')}
            offset={offset}
            onTurn={setOffset}
          />
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
  const { data, error } = useLive<UserCouponSummaries>(`/user-coupons?${query}`)
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.total === 0) {
    return isFiltered ? (
      <Empty title={t('noMatch')} hint={t('noMatchHint')} />
    ) : (
      <Empty title={t('noUserCoupons')} hint={t('noUserCouponsHint')} commands={[setCouponUrl]} />
    )
  }
  return (
    <>
      <UserCouponRows of={data.userCoupons} />
      <Pager offset={offset} total={data.total} onTurn={onTurn} />
    </>
  )
}

const setCouponUrl = 'wxdp coupons notify-url set http://127.0.0.1:3000/coupons --config sandbox.env --yes'
