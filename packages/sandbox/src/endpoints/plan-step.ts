import { checkFields, inPlanBody } from '../http/fields.ts'
import { refuse } from '../http/refusal.ts'
import { noContent, type ResponseContent } from '../http/responses.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { enqueueChange } from '../plans/take-step.ts'
import { requirePlan } from './plan-access.ts'
import type { EndpointCall } from './route.ts'

/**
 * Takes one step with the plan that the path names, and responds 204. What WeChat Pay responds if the plan's state does
 * not allow the step is not documented; the number is inferred.
 *
 * @throws Refusal `PARAM_ERROR`
 */
export function stepPlan(call: EndpointCall, step: Step): ResponseContent {
  const { body } = call
  checkFields({}, body, inPlanBody)
  const plan = requirePlan(call)
  const changed = advance(plan, step)
  if (!changed) {
    const state = `${plan.plan_state}, AUDIT_${plan.audit_state}`
    const issue = { zh: `当前状态不支持该操作：${state}`, en: `its state does not allow this: ${state}` }
    throw refuse(268582542, { field: 'plan_id', value: plan.plan_id, issue, location: 'url' })
  }
  const { plan: after, reason } = changed
  call.state.plans.replace(after, { step, by: 'request', reason })
  enqueueChange(call.state, after, reason)
  return noContent
}
