import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link resumePlan}. */
export interface ResumePlanInput extends PlanIdInput {}

/** Output of {@link resumePlan}: none, the response is a 204. */
export type ResumePlanOutput = undefined

/**
 * Resumes a paused plan (恢复投放计划). It is audited first; then it delivers.
 *
 * The response is a 204; any other verified 2xx is taken as success too, whatever its body. Not retried automatically:
 * after an unknown outcome, check with `listPlans`. At most 50 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381172}
 *
 * @example
 * import { resumePlan } from '@wxdp/core/brand'
 *
 * await client.call(resumePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const resumePlan: Endpoint<ResumePlanInput, ResumePlanOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'resumePlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/resume',
  caller: 'brand_id',
  retry: 'never',
  limit: { perSecond: 50, per: 'brand_id' },
  input: planIdInput,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381172',
})
