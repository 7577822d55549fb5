import { invalidRequest, noAuth, notFound } from '../http/responses.ts'
import { hasEnded, type Plan } from '../plans/plan.ts'
import type { EndpointCall } from './route.ts'

/**
 * The brand that a call is for: the brand that signed, or the one that the service provider names.
 *
 * @throws Refusal `NO_AUTH` if that brand has not authorised the service provider
 */
export function requireBrand({ identity, state }: EndpointCall, named: unknown): string {
  if (identity.kind === 'brand') return identity.id
  if (typeof named !== 'string' || !state.authorisedBrands.has(named)) throw noAuth()
  return named
}

/**
 * The plan that the path names, if the caller created it. Whether a service provider sees the plans that a brand
 * created itself is not documented; here it does not.
 *
 * @throws Refusal `RESOURCE_NOT_EXISTS`
 */
export function requirePlan({ identity, path, state }: EndpointCall): Plan {
  const plan = state.plans.find(String(path.plan_id))
  if (plan?.owner !== identity.kind) throw notFound('投放计划不存在')
  return plan
}

/**
 * What WeChat Pay responds for a plan that has ended is not documented.
 *
 * @throws Refusal `INVALID_REQUEST`
 */
export function rejectEnded(plan: Plan): void {
  if (hasEnded(plan)) throw invalidRequest(`投放计划已结束，当前状态${plan.plan_state}`)
}
