import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type UndocumentedOutput, undocumentedOutput } from '../plan/delivery-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link pausePlan}. */
export interface PausePlanInput extends PlanIdInput {}

/** Output of {@link pausePlan}: not documented, so it may hold the plan or be empty. */
export type PausePlanOutput = UndocumentedOutput | undefined

/**
 * Pauses a plan (暂停投放计划). New stock does not resume it; only `resumePlan` does.
 *
 * That the endpoint exists is documented (page 4017418618); its path and its response are inferred. Not retried
 * automatically: after an unknown outcome, check with `listPlans`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * import { pausePlan } from '@wxdp/core/brand'
 *
 * await client.call(pausePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const pausePlan: Endpoint<PausePlanInput, PausePlanOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'pausePlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/pause',
  caller: 'brand_id',
  retry: 'never',
  input: planIdInput,
  output: undocumentedOutput,
})
