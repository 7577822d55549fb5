import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 终止投放计划, pages 4016184572 (service provider) and 4018381201 (brand). */
export const terminatePlan: EndpointHandler = (call) => stepPlan(call, 'terminate')
