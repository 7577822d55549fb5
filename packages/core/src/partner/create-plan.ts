import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { planOutput } from '../plan/delivery-plan.ts'
import { bodyId } from '../plan/fields.ts'
import { type CreatePlanOutput, type PlanInput, planFields } from '../plan/plan-input.ts'
import { planRules } from '../plan/plan-rules.ts'

/**
 * Input of {@link createPlan} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export type CreatePlanInput = PlanInput & {
  /** Brand (品牌ID) of the plan, at most 40 bytes; it must have authorised the service provider. Required. */
  readonly brand_id: string
}

// The schema checks each field by itself, and planRules checks which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...planFields, brand_id: bodyId }) as v.GenericSchema<unknown, CreatePlanInput>)()

/**
 * Creates a delivery plan (创建投放计划) for a brand. People audit it within about two working days; then it delivers.
 *
 * Retry it with the same `out_request_no` and the same fields. That such a retry returns the plan of the first call is
 * inferred, not documented: the pages say only that other fields are refused (268582920). At most 100 calls per second
 * for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 *
 * @example
 * const { plan } = await client.call(createPlan, {
 *   out_request_no: 'create-20261124-1',
 *   brand_id: '120344',
 *   product_coupon_id: '1000000013',
 *   stock_id: '1000000013001',
 *   reuse_coupon_config: true,
 * })
 *
 * @example
 * const { plan } = await client.call(createPlan, {
 *   out_request_no: 'create-20261124-2',
 *   brand_id: '120344',
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
  path: '/v3/marketing/partner/delivery-plan/delivery-plans',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 100, per: 'mchid' },
  input,
  output: planOutput,
  rules: planRules,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184554',
})
