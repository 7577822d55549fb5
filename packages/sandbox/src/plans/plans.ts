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
}

/** @param onChange Called with each plan that is new or has changed. */
export function createPlans(onChange: (plan: Plan) => void): Plans {
  const plans = new Map<string, Plan>()
  const matching = (test: (plan: Plan) => boolean): Plan[] => [...plans.values()].filter(test)
  function put(plan: Plan): void {
    plans.set(plan.plan_id, plan)
    onChange(plan)
  }
  return {
    add(plan) {
      const plan_id = `12${String(plans.size + 1).padStart(30, '0')}`
      const added = { ...plan, plan_id }
      put(added)
      return added
    },
    replace: put,
    find: (planId) => plans.get(planId),
    of: (owner, brandId) => matching((plan) => plan.owner === owner && plan.live.brand_id === brandId),
  }
}
