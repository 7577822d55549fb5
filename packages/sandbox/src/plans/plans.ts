import type { IdentityKind } from '../identities/identity.ts'
import type { Plan } from './plan.ts'

/** All plans, in the order of their creation. */
export interface Plans {
  /** Stores a new plan under a new id of 32 digits; ids ascend. */
  add(plan: Omit<Plan, 'plan_id'>): Plan
  /** Replaces the plan with this id. */
  replace(plan: Plan): void
  find(planId: string): Plan | undefined
  /** The plans that this owner created for this brand. */
  of(owner: IdentityKind, brandId: string): readonly Plan[]
  /** The plans whose `delivery_end_time` has passed. */
  due(now: number): readonly Plan[]
}

export function createPlans(): Plans {
  const plans = new Map<string, Plan>()
  const matching = (test: (plan: Plan) => boolean): Plan[] => [...plans.values()].filter(test)
  return {
    add(plan) {
      const plan_id = `12${String(plans.size + 1).padStart(30, '0')}`
      const added = { ...plan, plan_id }
      plans.set(plan_id, added)
      return added
    },
    replace: (plan) => void plans.set(plan.plan_id, plan),
    find: (planId) => plans.get(planId),
    of: (owner, brandId) => matching((plan) => plan.owner === owner && plan.live.brand_id === brandId),
    due: (now) => matching((plan) => Date.parse(plan.live.delivery_end_time) < now),
  }
}
