import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type MaybePlan, maybePlan } from '../plan/maybe-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-update.ts'

/**
 * Resumes a paused plan (恢复投放计划): it is audited first, then it delivers.
 *
 * Its answer is not known; a plan is taken, and an empty answer. Not repeated by itself: after an unknown
 * outcome look with `listPlans`. At most 50 calls a second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381172}
 *
 * @example
 * import { resumePlan } from '@wxdp/core/brand'
 *
 * await client.call(resumePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const resumePlan: Endpoint<PlanIdInput, MaybePlan> = /* @__PURE__ */ defineEndpoint({
  name: 'resumePlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/resume',
  caller: 'brand_id',
  retry: 'never',
  limit: { perSecond: 50, per: 'brand_id' },
  input: planIdInput,
  output: maybePlan,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381172',
})
