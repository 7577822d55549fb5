import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type MaybePlan, maybePlan } from '../plan/maybe-plan.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-update.ts'

/**
 * Pauses a plan (暂停投放计划). New stock does not bring it back; only `resumePlan` does.
 *
 * That it exists is documented (page 4017418618); its path and its answer are inferred. Not repeated by itself:
 * after an unknown outcome look with `listPlans`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * import { pausePlan } from '@wxdp/core/brand'
 *
 * await client.call(pausePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const pausePlan: Endpoint<PlanIdInput, MaybePlan> = /* @__PURE__ */ defineEndpoint({
  name: 'pausePlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/pause',
  caller: 'brand_id',
  retry: 'never',
  input: planIdInput,
  output: maybePlan,
})
