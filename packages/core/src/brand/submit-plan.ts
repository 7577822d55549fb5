import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type MaybePlan, maybePlan } from '../plan/maybe-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-update.ts'

/**
 * Submits a draft for audit (提交投放计划); once it passes, the draft becomes the live plan.
 *
 * Its answer is not known; a plan is taken, and an empty answer. Not repeated by itself: after an unknown
 * outcome look with `listPlans`. At most 50 calls a second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381190}
 *
 * @example
 * import { submitPlan } from '@wxdp/core/brand'
 *
 * await client.call(submitPlan, { plan_id: '12000000000000000000000000000001' })
 */
export const submitPlan: Endpoint<PlanIdInput, MaybePlan> = /* @__PURE__ */ defineEndpoint({
  name: 'submitPlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/submit',
  caller: 'brand_id',
  retry: 'never',
  limit: { perSecond: 50, per: 'brand_id' },
  input: planIdInput,
  output: maybePlan,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381190',
})
