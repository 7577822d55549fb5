import { type Answer, success } from '../http/answers.ts'
import { checkFields, digits, inQuery, oneOf, optional, refuseField, text } from '../http/field-checks.ts'
import { auditStates, planStates, toDeliveryPlan } from '../plans/plan.ts'
import { brandOf } from './plan-of-caller.ts'
import type { RouteCall } from './route.ts'

const defaultSize = 10

const filters = {
  page_size: optional(digits(1, 50)),
  offset: optional(digits(0, Number.MAX_SAFE_INTEGER)),
  plan_state: optional(oneOf(...planStates)),
  audit_state: optional(oneOf(...auditStates.map((state) => `AUDIT_${state}`))),
  plan_id: optional(text(40)),
}

/**
 * 分页查询投放计划列表, as pages 4016184563 (service provider) and 4018381151 (brand) have it. In which order plans
 * come is not documented; here, in that of their creation.
 */
export function listPlans(call: RouteCall): Answer {
  const { identity, path, query, state } = call
  const asked = Object.fromEntries(query)
  const twice = [...query.keys()].find((name) => query.getAll(name).length > 1)
  if (twice !== undefined) refuseField(twice, query.getAll(twice).join(), 'it stands twice', inQuery)
  checkFields(filters, asked, inQuery)
  const { plan_state, audit_state, plan_id, offset = 0, page_size = defaultSize } = asked
  const matching = state.plans
    .of(identity.kind, brandOf(call, path.brand_id))
    .filter(
      (plan) =>
        (plan_id ?? plan.plan_id) === plan.plan_id &&
        (plan_state ?? plan.plan_state) === plan.plan_state &&
        (audit_state ?? `AUDIT_${plan.audit_state}`) === `AUDIT_${plan.audit_state}`,
    )
  const page = matching.slice(Number(offset), Number(offset) + Number(page_size)).map(toDeliveryPlan)
  return success({ total_count: matching.length, ...(page.length > 0 && { plan_list: page }) })
}
