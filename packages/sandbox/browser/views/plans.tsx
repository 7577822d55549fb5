import { useState } from 'preact/hooks'
import type { SandboxPlanPage } from '../../src/box/sandbox-plan.ts'
import { useLive } from '../api.ts'
import { StateChip } from '../parts/chip.tsx'
import { Empty, Loading } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { Pager, pageSize } from '../parts/pager.tsx'
import { Problem } from '../parts/problem.tsx'
import { Split } from '../parts/split.tsx'
import { Time } from '../parts/time.tsx'
import { hrefOf, route } from '../route.ts'
import { t } from '../texts.ts'
import { Plan } from './plan.tsx'

/** What makes the first plan, and with it the first coupon. */
export const createPlan =
  'wxdp plans create --config sandbox.env --product-coupon-id 1000000013 --stock-id 1000000013001 --reuse-coupon-config --yes'

const planStates = ['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const
const auditStates = ['INITIAL', 'PROCESSING', 'PASSED', 'REJECTED'] as const

export function Plans() {
  const [text, setText] = useState('')
  const [planState, setPlanState] = useState('')
  const [auditState, setAuditState] = useState('')
  const [offset, setOffset] = useState(0)
  const query = new URLSearchParams({
    text,
    planState,
    auditState,
    offset: `${offset}`,
    limit: `${pageSize}`,
  })
  const { id } = route.value
  const filter = (set: (value: string) => void) => (value: string) => {
    set(value)
    setOffset(0)
  }
  const isFiltered = text + planState + auditState !== ''
  return (
    <Split
      choose="choosePlan"
      detail={id !== undefined && <Plan key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('search')} value={text} onChange={filter(setText)} />
            <StateSelect
              label={t('planState')}
              all={t('allStates')}
              states={planStates}
              value={planState}
              onChange={filter(setPlanState)}
            />
            <StateSelect
              label={t('auditState')}
              all={`${t('audit')}: ${t('allStates')}`}
              states={auditStates}
              value={auditState}
              onChange={filter(setAuditState)}
            />
          </search>
          <Rows query={`${query}`} isFiltered={isFiltered} offset={offset} onTurn={setOffset} />
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
  const { data, error } = useLive<SandboxPlanPage>(`/plans?${query}`)
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.total === 0) {
    return isFiltered ? (
      <Empty title={t('noMatch')} hint={t('noMatchHint')} />
    ) : (
      <Empty title={t('noPlans')} hint={t('noPlansHint')} commands={[createPlan]} />
    )
  }
  return (
    <>
      <ul class="rows">
        {data.plans.map(({ plan_id, owner, live, plan_state, audit_state, history }) => (
          <li key={plan_id}>
            <a
              class="row"
              href={hrefOf('plans', plan_id)}
              aria-current={route.value.id === plan_id ? 'true' : undefined}
            >
              <strong>{live.plan_name}</strong>
              <Time at={history.at(-1)?.time ?? 0} />
              <span class="hint">
                <code>…{plan_id.slice(-8)}</code> · {t(owner)} · {live.brand_id}
              </span>
              <span class="chips">
                <StateChip of={plan_state} />
                <StateChip of={audit_state} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      <Pager offset={offset} total={data.total} onTurn={onTurn} />
    </>
  )
}
