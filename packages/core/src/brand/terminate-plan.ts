import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type UndocumentedOutput, undocumentedOutput } from '../plan/delivery-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link terminatePlan} for a brand. */
export interface TerminatePlanInput extends PlanIdInput {}

/** Output of {@link terminatePlan} for a brand: not documented, so it may hold the plan or be empty. */
export type TerminatePlanOutput = UndocumentedOutput | undefined

/**
 * Ends a delivery plan for good (终止投放计划).
 *
 * Inferred from the partner's endpoint: neither its own page nor its response is known. Not retried automatically:
 * after an unknown outcome, check with `listPlans`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * import { terminatePlan } from '@wxdp/core/brand'
 *
 * await client.call(terminatePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const terminatePlan: Endpoint<TerminatePlanInput, TerminatePlanOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'terminatePlan',
    method: 'POST',
    path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/terminate',
    caller: 'brand_id',
    retry: 'never',
    input: planIdInput,
    output: undocumentedOutput,
  })
