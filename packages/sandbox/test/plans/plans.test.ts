// With 100,000 plans: what is asked for is all that is touched.
import { describe, expect, it } from 'vitest'
import type { Plan, PlanTerms } from '../../src/plans/plan.ts'
import { createPlans, type Plans } from '../../src/plans/plans.ts'

const plan: Omit<Plan, 'plan_id'> = {
  ...{ owner: 'partner', plan_state: 'CREATED', audit_state: 'PROCESSING', resumesAfterAudit: false },
  live: { brand_id: 'Brand-7', plan_name: '秋季Sale' } as PlanTerms,
  draft: undefined,
}

it('have ids of 32 digits that ascend, and each change is reported', () => {
  const told: Plan[] = []
  let time = 5
  const plans = createPlans({ now: () => time, onChange: (changed) => void told.push(changed) })
  const first = plans.add(plan, event)
  const second = plans.add(plan, event)
  expect([first.plan_id, second.plan_id]).toEqual([
    '12000000000000000000000000000001',
    '12000000000000000000000000000002',
  ])
  time = 6
  const ended = { ...first, plan_state: 'EXPIRED' } as const
  plans.replace(ended, { step: 'expire', by: 'clock', reason: '过期' })
  expect(told).toEqual([first, second, ended])
  const created = { plan_state: 'CREATED', audit_state: 'PROCESSING' }
  const after = { plan_state: 'EXPIRED', audit_state: 'PROCESSING' }
  expect(plans.historyOf(first)).toEqual([
    { time: 5, ...event, before: undefined, after: created },
    { time: 6, step: 'expire', by: 'clock', reason: '过期', before: created, after },
  ])
  for (let i = 0; i < 60; i++) plans.replace(ended, { ...event, reason: String(i) })
  const history = plans.historyOf(first)
  expect([history.length, history[0]?.reason, history.at(-1)?.reason]).toEqual([50, '10', '59'])
})

it('are found by a part of their id, name or brand, in any case of letters', () => {
  const plans = createPlans({ now: () => 0, onChange: () => undefined })
  for (let i = 0; i < 12; i++) plans.add(plan, event)
  plans.add({ ...plan, live: { brand_id: '8', plan_name: '冬季' } as PlanTerms }, event)
  const totalOf = (text: string): number => plans.page({ text, offset: 0, limit: 1 }).total
  expect([totalOf('brand-7'), totalOf('SALE'), totalOf('冬'), totalOf('0012'), totalOf('x')]).toEqual([
    12, 12, 1, 1, 0,
  ])
})

const count = 100_000
const event = { step: 'create', by: 'request', reason: '' } as const

/** Plans of two owners in turn, for ten brands each. Reading their terms is counted. */
function fill(): { readonly plans: Plans; readonly reads: () => number } {
  let reads = 0
  const plans = createPlans({ now: () => 0, onChange: () => undefined })
  for (let i = 0; i < count; i++) {
    const brandId = String(i % 10)
    const live = {
      get brand_id() {
        reads += 1
        return brandId
      },
    } as PlanTerms
    plans.add(
      {
        ...{ owner: i % 20 < 10 ? 'partner' : 'brand', live, draft: undefined },
        ...{ plan_state: 'CREATED', audit_state: 'PROCESSING', resumesAfterAudit: false },
      },
      event,
    )
  }
  return {
    plans,
    reads() {
      const made = reads
      reads = 0
      return made
    },
  }
}

describe('100,000 plans', () => {
  const { plans, reads } = fill()
  const idsOf = (found: readonly Plan[]): number[] => found.map(({ plan_id }) => Number(plan_id.slice(-6)))

  it('are paged without looking at the others', () => {
    reads()
    const newest = plans.page({ offset: 0, limit: 3, newestFirst: true })
    expect([newest.total, idsOf(newest.plans)]).toEqual([count, [100_000, 99_999, 99_998]])
    const last = plans.page({ offset: count - 2, limit: 50 })
    expect([last.total, idsOf(last.plans)]).toEqual([count, [99_999, 100_000]])
    const ofBrand = plans.page({ owner: 'brand', brandId: '9', offset: 4_998, limit: 50 })
    expect([ofBrand.total, idsOf(ofBrand.plans)]).toEqual([5000, [99_980, 100_000]])
    const first = plans.page({ owner: 'partner', brandId: '0', offset: 0, limit: 2 })
    expect([first.total, idsOf(first.plans)]).toEqual([5000, [1, 21]])
    expect(plans.page({ owner: 'brand', brandId: '10', offset: 0, limit: 1 })).toEqual({
      total: 0,
      plans: [],
    })
    expect(reads()).toBe(0)
  })

  it('are found by their id without looking at the others, if the other terms fit', () => {
    const planId = `12${'77777'.padStart(30, '0')}`
    const query = { planId, offset: 0, limit: 10 } as const
    expect(idsOf(plans.page({ ...query, owner: 'brand', brandId: '6' }).plans)).toEqual([77_777])
    expect(plans.page({ ...query, owner: 'partner', brandId: '6' }).total).toBe(0)
    expect(plans.page({ ...query, owner: 'brand', brandId: '7' }).total).toBe(0)
    expect(plans.page({ ...query, auditState: 'PASSED' }).total).toBe(0)
    expect(plans.page({ ...query, offset: 1 })).toEqual({ total: 1, plans: [] })
    expect(reads()).toBeLessThan(10)
    expect([plans.find(planId)?.plan_id, plans.find('1')]).toEqual([planId, undefined])
  })

  it('are filtered by owner alone, brand alone, and state', () => {
    expect(plans.page({ owner: 'brand', offset: 0, limit: 1 }).total).toBe(count / 2)
    expect(plans.page({ brandId: '3', offset: 0, limit: 1 }).total).toBe(count / 10)
    const plan = plans.find(`12${'5'.padStart(30, '0')}`) as Plan
    plans.replace({ ...plan, plan_state: 'PAUSED' }, { ...event, step: 'exhaust' })
    const paused = plans.page({ planState: 'PAUSED', offset: 0, limit: 10 })
    expect([paused.total, idsOf(paused.plans)]).toEqual([1, [5]])
  })

  it('share the objects that say their states', () => {
    const historyOf = (n: number) => plans.historyOf(plans.find(`12${String(n).padStart(30, '0')}`) as Plan)
    expect(historyOf(1)[0]?.after).toBe(historyOf(99_999)[0]?.after)
    const [created, exhausted] = historyOf(5)
    expect(exhausted?.before).toBe(created?.after)
    expect(exhausted?.after).toEqual({ plan_state: 'PAUSED', audit_state: 'PROCESSING' })
  })
})
