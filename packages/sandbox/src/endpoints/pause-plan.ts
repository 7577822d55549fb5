import { stepPlan } from './plan-step.ts'
import type { EndpointHandler } from './route.ts'

/** 暂停投放计划, page 4018381165. A plan paused by this call is resumed by a call only. */
export const pausePlan: EndpointHandler = (call) => stepPlan(call, 'pause')
