import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-update.ts'

/**
 * Ends a delivery plan for good (终止投放计划), also while it is audited. It answers nothing (204).
 *
 * What a plan that is over already answers is not documented, so it is not repeated by itself: after an
 * unknown outcome look with `listPlans`. At most 100 calls a second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184572}
 *
 * @example
 * await client.call(terminatePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const terminatePlan: Endpoint<PlanIdInput, undefined> = /* @__PURE__ */ defineEndpoint({
  name: 'terminatePlan',
  method: 'POST',
  path: '/v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}/terminate',
  caller: 'mchid',
  retry: 'never',
  limit: { perSecond: 100, per: 'mchid' },
  input: planIdInput,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184572',
})
