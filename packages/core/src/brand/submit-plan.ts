import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link submitPlan}. */
export interface SubmitPlanInput extends PlanIdInput {}

/** Output of {@link submitPlan}: none, the response is a 204. */
export type SubmitPlanOutput = undefined

/**
 * Submits a draft for audit (提交投放计划). Once it passes, the draft is the live plan.
 *
 * The response is a 204; any other verified 2xx is taken as success too, whatever its body. Not retried automatically:
 * after an unknown outcome, check with `listPlans`. At most 50 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381190}
 *
 * @example
 * import { submitPlan } from '@wxdp/core/brand'
 *
 * await client.call(submitPlan, { plan_id: '12000000000000000000000000000001' })
 */
export const submitPlan: Endpoint<SubmitPlanInput, SubmitPlanOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'submitPlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/submit',
  caller: 'brand_id',
  retry: 'never',
  limit: { perSecond: 50, per: 'brand_id' },
  input: planIdInput,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381190',
})
