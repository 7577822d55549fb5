import { inPlanQuery, optional } from '../http/fields.ts'
import { readQuery } from '../http/query.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { decimalString, nonEmptyString, oneOf } from '../http/value-checks.ts'
import { auditStates, planStates, toDeliveryPlan } from '../plans/plan.ts'
import { requireBrand } from './plan-access.ts'
import type { EndpointCall } from './route.ts'

const defaultSize = 10

const filters = {
  page_size: optional(decimalString(1, 50)),
  offset: optional(decimalString(0, Number.MAX_SAFE_INTEGER)),
  plan_state: optional(oneOf(...planStates), 268582542),
  audit_state: optional(oneOf(...auditStates.map((state) => `AUDIT_${state}`)), 268582543),
  plan_id: optional(nonEmptyString(40), 268582537),
}

/**
 * 分页查询投放计划列表, pages 4016184563 (service provider) and 4018381151 (brand). The order of the plans is not
 * documented; here it is that of their creation.
 */
export function listPlans(call: EndpointCall): ResponseContent {
  const { identity, path, query, state } = call
  const {
    plan_state,
    audit_state,
    plan_id,
    offset = 0,
    page_size = defaultSize,
  } = readQuery(query, filters, inPlanQuery)
  const { total, plans } = state.plans.page({
    owner: identity.kind,
    brandId: requireBrand(call, path.brand_id),
    planId: plan_id,
    planState: planStates.find((each) => each === plan_state),
    auditState: auditStates.find((each) => `AUDIT_${each}` === audit_state),
    offset: Number(offset),
    limit: Number(page_size),
  })
  return success({ total_count: total, ...(plans.length > 0 && { plan_list: plans.map(toDeliveryPlan) }) })
}
