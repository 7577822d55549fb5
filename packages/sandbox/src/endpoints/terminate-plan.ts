import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 终止投放计划. Page 4016184572 has a 204; the response to a brand is not documented, here it is the plan. */
export const terminatePlan: EndpointHandler = (call) => {
  const response = stepPlan(call, 'terminate')
  return call.identity.kind === 'partner' ? { status: 204, signed: true } : response
}
