import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanAnswer, planAnswer } from '../plan/delivery-plan.ts'
import { type PlanInput, planFields } from '../plan/plan-input.ts'
import { planRules } from '../plan/plan-rules.ts'

/**
 * Input of {@link createPlan} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381114}
 */
export type CreatePlanInput = PlanInput & {
  /**
   * `true`: keep the plan as a draft (保存为草稿), to be submitted by `submitPlan`; audited at once where it is left
   * out. Known through the page of that endpoint only (4018381190).
   */
  readonly save_as_draft?: boolean | undefined
}

// Fields one by one are said by the schema; which of them belong together, by planRules.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...planFields, save_as_draft: v.optional(v.boolean()) }) as v.GenericSchema<
    unknown,
    CreatePlanInput
  >)()

/**
 * Creates a delivery plan (创建投放计划) of the brand itself: audited at once, or kept as a draft.
 *
 * Repeat it with the same `out_request_no` and the same fields. That the answer is the partner's is inferred. At
 * most 50 calls a second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381114}
 *
 * @example
 * import { createPlan } from '@wxdp/core/brand'
 *
 * const { plan } = await client.call(createPlan, {
 *   out_request_no: 'create-20261124-1',
 *   product_coupon_id: '1000000013',
 *   stock_id: '1000000013001',
 *   reuse_coupon_config: true,
 *   save_as_draft: true,
 * })
 *
 * @example
 * import { createPlan } from '@wxdp/core/brand'
 *
 * const { plan } = await client.call(createPlan, {
 *   out_request_no: 'create-20261124-2',
 *   product_coupon_id: '1000000014',
 *   usage_mode: 'PROGRESSIVE_BUNDLE',
 *   stock_bundle_id: '1000000014001',
 *   reuse_coupon_config: false,
 *   plan_name: '多次优惠券投放',
 *   total_count: 20_000,
 *   user_limit: 1,
 *   daily_limit: 500,
 *   delivery_start_time: '2026-12-01T00:00:00+08:00',
 *   delivery_end_time: '2026-12-31T23:59:59+08:00',
 * })
 */
export const createPlan: Endpoint<CreatePlanInput, PlanAnswer> = /* @__PURE__ */ defineEndpoint({
  name: 'createPlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 50, per: 'brand_id' },
  input,
  output: planAnswer,
  rules: planRules,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381114',
})
