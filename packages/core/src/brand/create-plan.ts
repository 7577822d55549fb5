import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { planOutput } from '../plan/delivery-plan.ts'
import { type CreatePlanOutput, type PlanInput, planFields } from '../plan/plan-input.ts'
import { planRules } from '../plan/plan-rules.ts'

/**
 * Input of {@link createPlan} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381114}
 */
export type CreatePlanInput = PlanInput & {
  /**
   * `true` saves the plan as a draft (保存为草稿), and `submitPlan` submits it. Otherwise the audit starts at once.
   */
  readonly save_as_draft?: boolean | undefined
}

// The schema checks each field by itself, and planRules checks which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...planFields, save_as_draft: v.optional(v.boolean()) }) as v.GenericSchema<
    unknown,
    CreatePlanInput
  >)()

/**
 * Creates a delivery plan (创建投放计划) of the brand itself. The audit starts at once, or the plan is saved as a
 * draft.
 *
 * Retry it with the same `out_request_no` and the same fields. That such a retry returns the plan of the first call is
 * inferred, not documented. At most 50 calls per second for a brand.
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
export const createPlan: Endpoint<CreatePlanInput, CreatePlanOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'createPlan',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/delivery-plans',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 50, per: 'brand_id' },
  input,
  output: planOutput,
  rules: planRules,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381114',
})
