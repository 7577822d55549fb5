import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanIdInput, planIdInput } from '../plan/plan-id.ts'

/** Input of {@link terminatePlan} for a service provider. */
export interface TerminatePlanInput extends PlanIdInput {}

/** Output of {@link terminatePlan} for a service provider: none, the response is a 204. */
export type TerminatePlanOutput = undefined

/**
 * Ends a delivery plan for good (终止投放计划), even during an audit.
 *
 * The response is a 204; any other verified 2xx is taken as success too, whatever its body. The response for a plan that
 * has already ended is not documented, so the call is not retried automatically: after an unknown outcome, check with
 * `listPlans`. At most 100 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184572}
 *
 * @example
 * await client.call(terminatePlan, { plan_id: '12000000000000000000000000000001' })
 */
export const terminatePlan: Endpoint<TerminatePlanInput, TerminatePlanOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'terminatePlan',
    method: 'POST',
    path: '/v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}/terminate',
    caller: 'mchid',
    retry: 'never',
    limit: { perSecond: 100, per: 'mchid' },
    input: planIdInput,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184572',
  })
