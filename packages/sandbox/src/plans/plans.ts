import type { IdentityKind } from '../identities/identities.ts'
import { isOver, type Plan } from './plan.ts'

/** The plans that there are, in the order of their creation. */
export interface Plans {
  /** Stores a new plan under an id of its own: 32 digits, counted up. */
  add(plan: Omit<Plan, 'plan_id'>): Plan
  /** Stores a plan in place of what it was. */
  replace(plan: Plan): void
  find(planId: string): Plan | undefined
  /** Those that this identity made for this brand. */
  of(owner: IdentityKind, brandId: string): readonly Plan[]
  /** Those whose end has come, and that are not over yet. */
  due(now: number): readonly Plan[]
}

export function createPlans(): Plans {
  const plans = new Map<string, Plan>()
  const all = (wanted: (plan: Plan) => boolean): Plan[] => [...plans.values()].filter(wanted)
  return {
    add(plan) {
      const plan_id = `12${String(plans.size + 1).padStart(30, '0')}`
      const added = { ...plan, plan_id }
      plans.set(plan_id, added)
      return added
    },
    replace: (plan) => void plans.set(plan.plan_id, plan),
    find: (planId) => plans.get(planId),
    of: (owner, brandId) => all((plan) => plan.owner === owner && plan.live.brand_id === brandId),
    due: (now) => all((plan) => !isOver(plan) && Date.parse(plan.live.delivery_end_time) < now),
  }
}
