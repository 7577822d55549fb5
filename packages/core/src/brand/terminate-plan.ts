import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link terminatePlan} for a brand. */
export interface TerminatePlanInput extends PlanIdInput {}

/** Output of {@link terminatePlan} for a brand: none, the response is a 204. */
export type TerminatePlanOutput = undefined

/**
 * Ends a delivery plan for good (终止投放计划).
 *
 * The response is a 204; any other verified 2xx is taken as success too, whatever its body. Not retried automatically:
 * after an unknown outcome, check with `listPlans`. At most 50 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381201}
 *
 * @example
 * import { terminatePlan } from '@wxdp/core/brand'
 *
 * await client.call(terminatePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const terminatePlan: Endpoint<TerminatePlanInput, TerminatePlanOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'terminatePlan',
    method: 'POST',
    path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}/terminate',
    caller: 'brand_id',
    retry: 'never',
    limit: { perSecond: 50, per: 'brand_id' },
    input: planIdInput,
    page: 'https://pay.weixin.qq.com/doc/brand/4018381201',
  })
