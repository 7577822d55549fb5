import { invalidRequest, noAuth, notFound } from '../http/answers.ts'
import { isOver, type Plan } from '../plans/plan.ts'
import type { RouteCall } from './route.ts'

/**
 * The brand that a call is for: the one that signed, or the one that the service provider names.
 *
 * @throws Refusal `NO_AUTH`, when it has not authorised the service provider
 */
export function brandOf({ identity, state }: RouteCall, named: unknown): string {
  if (identity.kind === 'brand') return identity.id
  if (typeof named !== 'string' || !state.authorisedBrands.has(named)) throw noAuth()
  return named
}

/**
 * The plan that the path names, if the caller made it. Whether a service provider sees what a brand made by itself
 * is not documented; here each sees its own.
 *
 * @throws Refusal `RESOURCE_NOT_EXISTS`
 */
export function planOf({ identity, path, state }: RouteCall): Plan {
  const plan = state.plans.find(path.plan_id ?? '')
  if (plan?.owner !== identity.kind) throw notFound('投放计划不存在')
  return plan
}

/** @throws Refusal `INVALID_REQUEST`; what a plan that is over answers is not documented */
export function refuseOver(plan: Plan): void {
  if (isOver(plan)) throw invalidRequest(`投放计划已结束，当前状态${plan.plan_state}`)
}
