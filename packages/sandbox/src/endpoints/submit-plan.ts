import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 提交投放计划, page 4018381190. */
export const submitPlan: EndpointHandler = (call) => stepPlan(call, 'submit')
