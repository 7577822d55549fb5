import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { planOutput } from '../plan/delivery-plan.ts'
import { dateTimeRule } from '../plan/plan-rules.ts'
import { type UpdatePlanInput, type UpdatePlanOutput, updatePlanInput } from '../plan/plan-update.ts'

/**
 * Changes a delivery plan (更新投放计划). The change is a draft until it passes its audit; the live plan stays as it
 * is, even if the draft is rejected.
 *
 * Whether a plan may be changed during an audit, and a draft before it is submitted, is not documented. At most 50
 * calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381209}
 *
 * @example
 * import { updatePlan } from '@wxdp/core/brand'
 *
 * const { plan } = await client.call(updatePlan, {
 *   plan_id: '12000000000000000000000000000001',
 *   out_request_no: 'more-20261124-1',
 *   modify_content: { total_count: 30_000 },
 * })
 */
export const updatePlan: Endpoint<UpdatePlanInput, UpdatePlanOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'updatePlan',
  method: 'PATCH',
  path: '/brand/marketing/delivery-plan/delivery-plans/{plan_id}',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 50, per: 'brand_id' },
  input: updatePlanInput,
  output: planOutput,
  rules: [/* @__PURE__ */ dateTimeRule('/modify_content/delivery_end_time')],
  page: 'https://pay.weixin.qq.com/doc/brand/4018381209',
})
