// Every step from every combination of states, compared with the model of the documented life cycle.
import { describe, expect, it } from 'vitest'
import { advance, type Step } from '../../src/plans/life-cycle.ts'
import { auditStates, type Plan, type PlanTerms, planStates } from '../../src/plans/plan.ts'
import { type ModelPlan, move } from '../support/plan-model.ts'

const live = { delivery_end_time: new Date(1000).toISOString() } as PlanTerms
const draft = { delivery_end_time: new Date(2000).toISOString() } as PlanTerms

const combinations: readonly Plan[] = planStates.flatMap((plan_state) =>
  auditStates.flatMap((audit_state) =>
    ([undefined, 'stock', 'batch', 'brand'] as const).flatMap((pausedFor) =>
      [true, false].flatMap((resumesAfterAudit) =>
        [undefined, draft].map((next) => ({
          ...{ plan_id: '1', owner: 'partner' as const, live, draft: next },
          ...{ plan_state, audit_state, pausedFor, resumesAfterAudit },
        })),
      ),
    ),
  ),
)

const reasons: Readonly<Record<Step, string>> = {
  approve: '审核通过',
  reject: '审核驳回',
  exhaust: '投放库存已耗尽',
  invalidate: '商品券批次已失效',
  refill: '库存已补充，自动提交审核',
  expire: '投放计划已过期',
  terminate: '投放计划已终止',
  submit: '提交审核',
  pause: '品牌暂停投放计划',
  resume: '恢复投放，提交审核',
}

function modelOf({ plan_state, audit_state, pausedFor, resumesAfterAudit, ...plan }: Plan): ModelPlan {
  const end = Date.parse(plan.live.delivery_end_time)
  const nextEnd = plan.draft ? Date.parse(plan.draft.delivery_end_time) : end
  return {
    ...{ state: plan_state, audit: audit_state, auditEnd: 0, end, nextEnd },
    ...{ pausedBy: pausedFor, isToResume: resumesAfterAudit },
  }
}

describe.each(Object.entries(reasons) as [Step, string][])('%s', (step, reason) => {
  it('does what the model does, from every combination of states', () => {
    let possible = 0
    for (const plan of combinations) {
      const advanced = advance(plan, step)
      const moved = move(modelOf(plan), step, { auditEnd: 0 })
      expect([plan, advanced && modelOf(advanced.plan)]).toEqual([plan, moved])
      if (!advanced) continue
      possible += 1
      expect(advanced.reason).toBe(reason)
      expect(advanced.plan).toMatchObject({ plan_id: '1', owner: 'partner' })
    }
    expect(possible).toBeGreaterThan(0)
  })
})
