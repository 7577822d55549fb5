import type { SandboxPlanPage } from '../../src/box/sandbox-plan.ts'
import { StateChip } from '../parts/chip.tsx'
import { Empty } from '../parts/empty.tsx'
import { Search, StateSelect } from '../parts/filters.tsx'
import { List, useFilters } from '../parts/list.tsx'
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
  const { filters, field, paging } = useFilters({ text: '', planState: '', auditState: '' })
  const { id } = route.value
  return (
    <Split
      choose="choosePlan"
      detail={id !== undefined && <Plan key={id} id={id} />}
      list={
        <>
          <search class="filters">
            <Search label={t('search')} {...field('text')} />
            <StateSelect
              label={t('planState')}
              all={t('allStates')}
              states={planStates}
              {...field('planState')}
            />
            <StateSelect
              label={t('auditState')}
              all={`${t('audit')}: ${t('allStates')}`}
              states={auditStates}
              {...field('auditState')}
            />
          </search>
          <List<SandboxPlanPage>
            path="/plans"
            filters={filters}
            paging={paging}
            empty={<Empty title={t('noPlans')} hint={t('noPlansHint')} commands={[createPlan]} />}
            rows={({ plans }) => <Rows of={plans} />}
          />
        </>
      }
    />
  )
}

function Rows({ of }: { of: SandboxPlanPage['plans'] }) {
  return (
    <ul class="rows">
      {of.map(({ plan_id, owner, live, plan_state, audit_state, history }) => (
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
  )
}
