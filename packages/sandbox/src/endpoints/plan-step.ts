import { checkFields, inBody } from '../http/fields.ts'
import { invalidRequest, type ResponseContent, success } from '../http/responses.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { toDeliveryPlan } from '../plans/plan.ts'
import { enqueueChange } from '../plans/state.ts'
import { rejectEnded, requirePlan } from './plan-access.ts'
import type { EndpointCall } from './route.ts'

/**
 * Takes one step with the plan that the path names, and responds with the plan.
 *
 * @throws Refusal `INVALID_REQUEST` if the plan's state does not allow the step
 */
export function stepPlan(call: EndpointCall, step: Step): ResponseContent {
  const { body, state } = call
  checkFields({}, body, inBody)
  const plan = requirePlan(call)
  rejectEnded(plan)
  const changed = advance(plan, step)
  if (!changed) {
    throw invalidRequest(`当前状态不支持该操作：${plan.plan_state}，审核状态AUDIT_${plan.audit_state}`)
  }
  state.plans.replace(changed.plan)
  enqueueChange(state, changed.plan, changed.reason)
  return success({ plan: toDeliveryPlan(changed.plan) })
}
