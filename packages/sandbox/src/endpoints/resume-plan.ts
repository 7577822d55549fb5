import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 恢复投放计划, page 4018381172: the plan goes to audit first. */
export const resumePlan: EndpointHandler = (call) => stepPlan(call, 'resume')
