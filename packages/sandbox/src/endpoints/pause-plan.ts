import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 暂停投放计划, named on page 4017418618. The response is not documented; here it is the plan. */
export const pausePlan: EndpointHandler = (call) => stepPlan(call, 'pause')
