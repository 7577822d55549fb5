import { checkFields, type FieldPlace, type Fields, inPlanBody, isFields, required } from '../http/fields.ts'
import { refuse } from '../http/refusal.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { expected } from '../http/value-checks.ts'
import { type Delivered, findBatch } from '../plans/find-batch.ts'
import { hasEnded, type Plan, type PlanTerms, toDeliveryPlan } from '../plans/plan.ts'
import { type PlanBatch, planBatchOf } from '../plans/plan-batch.ts'
import { changeableFields, requestNumber } from '../plans/plan-fields.ts'
import { checkChanges } from '../plans/plan-rules.ts'
import type { State } from '../plans/state.ts'
import { enqueueChange } from '../plans/take-step.ts'
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
    checkChanges(plan.live, change, batchOf(state, plan))
    // That a plan which had no stock left resumes is inferred.
    const isRefilled = plan.pausedFor === 'stock' && Number(change.total_count) > plan.live.total_count
    const resumesAfterAudit = plan.resumesAfterAudit || isRefilled
    const draft = { ...plan.live, ...change }
    const updated = { ...plan, draft, audit_state: 'PROCESSING', resumesAfterAudit } as const
    state.plans.replace(updated, event)
    enqueueChange(state, updated, event.reason)
    return success({ plan: toDeliveryPlan(updated) })
  })
}

/** What the plan itself has given out is in its total, so it does not count. */
function batchOf(state: State, { plan_id, owner, live }: Plan): PlanBatch {
  // Neither a coupon nor a batch is ever deleted.
  const found = findBatch(state, { owner, brand_id: live.brand_id }, live) as Delivered
  const { coupon, batch } = found
  const { total } = state.coupons.sentOf(batch)
  return planBatchOf(coupon, batch, total - state.coupons.sentByPlan(plan_id).total)
}
