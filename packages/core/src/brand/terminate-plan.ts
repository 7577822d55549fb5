import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type MaybePlan, maybePlan } from '../plan/maybe-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-update.ts'

/**
 * Ends a delivery plan for good (终止投放计划).
 *
 * Inferred from the partner's endpoint: no page of its own is known, nor its answer. Not repeated by itself:
 * after an unknown outcome look with `listPlans`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * import { terminatePlan } from '@wxdp/core/brand'
 *
 * await client.call(terminatePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const terminatePlan: Endpoint<PlanIdInput, MaybePlan> = /* @__PURE__ */ defineEndpoint({
  name: 'terminatePlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/terminate',
  caller: 'brand_id',
  retry: 'never',
  input: planIdInput,
  output: maybePlan,
})
