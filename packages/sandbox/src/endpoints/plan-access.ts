import type { CauseNumber } from '../http/causes.ts'
import { refuse } from '../http/refusal.ts'
import type { Plan } from '../plans/plan.ts'
import type { EndpointCall } from './route.ts'

/**
 * The brand that a call is for: the brand that signed, or the one that the service provider names.
 *
 * @param cause Of the product.
 * @throws Refusal `NO_AUTH` if that brand has not authorised the service provider
 */
export function requireBrand(
  { identity, state }: EndpointCall,
  named: unknown,
  cause: CauseNumber = 268583095,
): string {
  if (identity.kind === 'brand') return identity.id
  if (typeof named !== 'string' || !state.authorisedBrands.has(named)) throw refuse(cause)
  return named
}

/**
 * The plan that the path names, if the caller created it. Whether a service provider sees the plans that a brand
 * created itself is not documented; here it does not. That an unknown plan has this number is inferred: the pages of
 * these endpoints have no 404.
 *
 * @throws Refusal `PARAM_ERROR`
 */
export function requirePlan({ identity, path, state }: EndpointCall): Plan {
  const value = String(path.plan_id)
  const plan = state.plans.find(value)
  if (plan?.owner === identity.kind) return plan
  const issue = { zh: '投放计划不存在', en: 'there is no such plan' }
  throw refuse(268582537, { field: 'plan_id', value, issue, location: 'url' })
}
