import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type UndocumentedOutput, undocumentedOutput } from '../plan/delivery-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link resumePlan}. */
export interface ResumePlanInput extends PlanIdInput {}

/** Output of {@link resumePlan}: not documented, so it may hold the plan or be empty. */
export type ResumePlanOutput = UndocumentedOutput | undefined

/**
 * Resumes a paused plan (恢复投放计划). It is audited first; then it delivers.
 *
 * Its response is not documented: a plan is accepted, and so is an empty response. Not retried automatically: after an
 * unknown outcome, check with `listPlans`. At most 50 calls per second for a brand.
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
  output: undocumentedOutput,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381172',
})
