import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link pausePlan}. */
export interface PausePlanInput extends PlanIdInput {}

/** Output of {@link pausePlan}: none, the response is a 204. */
export type PausePlanOutput = undefined

/**
 * Pauses a plan (暂停投放计划). New stock does not resume it; only `resumePlan` does.
 *
 * The response is a 204; any other verified 2xx is taken as success too, whatever its body. Not retried automatically:
 * after an unknown outcome, check with `listPlans`. At most 50 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381165}
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
  limit: { perSecond: 50, per: 'brand_id' },
  input: planIdInput,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381165',
})
