import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 提交投放计划, page 4018381190. The response is not documented; here it is the plan. */
export const submitPlan: EndpointHandler = (call) => stepPlan(call, 'submit')
