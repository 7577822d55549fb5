import { checkFields, type FieldPlace, type Fields, inPlanBody, isFields, required } from '../http/fields.ts'
import { refuse } from '../http/refusal.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { expected } from '../http/value-checks.ts'
import { hasEnded, type PlanTerms, toDeliveryPlan } from '../plans/plan.ts'
import { changeableFields, requestNumber } from '../plans/plan-fields.ts'
import { checkChanges } from '../plans/plan-rules.ts'
import { enqueueChange } from '../plans/state.ts'
import { requirePlan } from './plan-access.ts'
import { respondOnce } from './request-numbers.ts'
import type { EndpointCall } from './route.ts'

const fields = {
  out_request_no: required(requestNumber),
  modify_content: required(
    expected((value) => isFields(value) && Object.keys(value).length > 0, {
      zh: '须为非空对象',
      en: 'it must be a non-empty object',
    }),
  ),
}

const inModifyContent: FieldPlace = { ...inPlanBody, prefix: '/modify_content/' }

const event = { step: 'update', by: 'request', reason: '修改投放计划，提交审核' } as const

/** 更新投放计划, pages 4016184594 (service provider) and 4018381209 (brand). */
export function updatePlan(call: EndpointCall): ResponseContent {
  const { body, state } = call
  checkFields(fields, body, inPlanBody)
  checkFields(changeableFields, body.modify_content as Fields, inModifyContent)
  const plan = requirePlan(call)
  return respondOnce(call, plan.live.brand_id, () => {
    if (hasEnded(plan)) throw refuse(268582565)
    // Documented for the merchant console (page 4016111064), not for the API.
    if (plan.audit_state === 'PROCESSING') throw refuse(268582543)
    const change = body.modify_content as Partial<PlanTerms>
    checkChanges(plan.live, change, state.coupon)
    const updated = { ...plan, draft: { ...plan.live, ...change }, audit_state: 'PROCESSING' } as const
    state.plans.replace(updated, event)
    enqueueChange(state, updated, event.reason)
    return success({ plan: toDeliveryPlan(updated) })
  })
}
