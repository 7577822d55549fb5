import { announce } from '../box/state.ts'
import { type Answer, invalidRequest, success } from '../http/answers.ts'
import { checkFields, inBody } from '../http/field-checks.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { toDeliveryPlan } from '../plans/plan.ts'
import { planOf, refuseOver } from './plan-of-caller.ts'
import type { Handler, RouteCall } from './route.ts'

/** 终止投放计划: page 4016184572 has a 204; the brand's page is not known, its answer is the others'. */
export const terminatePlan: Handler = (call) => {
  const answer = move(call, 'terminate')
  return call.identity.kind === 'partner' ? { status: 204, signed: true } : answer
}

/** 提交投放计划, page 4018381190. That it answers the plan is not documented. */
export const submitPlan: Handler = (call) => move(call, 'submit')

/** 暂停投放计划, named on page 4017418618. That it answers the plan is not documented. */
export const pausePlan: Handler = (call) => move(call, 'pause')

/** 恢复投放计划, page 4018381172: into audit first. That it answers the plan is not documented. */
export const resumePlan: Handler = (call) => move(call, 'resume')

function move(call: RouteCall, step: Step): Answer {
  const { body, state } = call
  checkFields({}, body, inBody)
  const plan = planOf(call)
  refuseOver(plan)
  const moved = advance(plan, step)
  if (!moved) {
    throw invalidRequest(`当前状态不支持该操作：${plan.plan_state}，审核状态AUDIT_${plan.audit_state}`)
  }
  state.plans.replace(moved.plan)
  announce(state, moved.plan, moved.reason)
  return success({ plan: toDeliveryPlan(moved.plan) })
}
