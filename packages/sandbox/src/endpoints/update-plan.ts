import { announce } from '../box/state.ts'
import { type Answer, invalidRequest, success } from '../http/answers.ts'
import { type Fields, isFields } from '../http/body.ts'
import {
  checkFields,
  inBody,
  optional,
  type Place,
  recommendWord,
  requestNumber,
  required,
  text,
  time,
  whole,
} from '../http/field-checks.ts'
import { type PlanTerms, toDeliveryPlan } from '../plans/plan.ts'
import { checkChanges } from '../plans/plan-rules.ts'
import { planOf, refuseOver } from './plan-of-caller.ts'
import { answerOnce } from './request-numbers.ts'
import type { RouteCall } from './route.ts'

const fields = {
  out_request_no: required(requestNumber),
  modify_content: required((value) =>
    isFields(value) && Object.keys(value).length > 0 ? undefined : 'it must be an object, and not empty',
  ),
}

const changeable = {
  plan_name: optional(text(36)),
  delivery_end_time: optional(time),
  total_count: optional(whole(10_000)),
  user_limit: optional(whole(1)),
  daily_limit: optional(whole(1)),
  recommend_word: optional(recommendWord),
}

const inChange: Place = { location: 'body', prefix: '/modify_content/' }

/** 更新投放计划, as pages 4016184594 (service provider) and 4018381209 (brand) have it. */
export function updatePlan(call: RouteCall): Answer {
  const { body, state } = call
  checkFields(fields, body, inBody)
  checkFields(changeable, body.modify_content as Fields, inChange)
  const plan = planOf(call)
  return answerOnce(call, plan.live.brand_id, () => {
    refuseOver(plan)
    // Said of the console (page 4016111064); of the API it is not documented.
    if (plan.audit_state === 'PROCESSING') throw invalidRequest('投放计划审核中，不可修改')
    const change = body.modify_content as Partial<PlanTerms>
    checkChanges(plan.live, change, state.coupon)
    const updated = { ...plan, draft: { ...plan.live, ...change }, audit_state: 'PROCESSING' } as const
    state.plans.replace(updated)
    announce(state, updated, '修改投放计划，提交审核')
    return success({ plan: toDeliveryPlan(updated) })
  })
}
