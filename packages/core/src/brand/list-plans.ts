import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanFilter, type PlanList, planFilterFields, planList } from '../plan/plan-list.ts'

const input: v.GenericSchema<unknown, PlanFilter> = /* @__PURE__ */ (() => v.strictObject(planFilterFields))()

/**
 * Lists the brand's own delivery plans, a page at a time (分页查询投放计划列表).
 *
 * That it takes `plan_id` and answers as the partner's does is inferred: the page is known in part. At most 100
 * calls a second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381151}
 *
 * @example
 * import { listPlans } from '@wxdp/core/brand'
 *
 * const { total_count, plan_list = [] } = await client.call(listPlans, { plan_state: 'DELIVERING' })
 */
export const listPlans: Endpoint<PlanFilter, PlanList> = /* @__PURE__ */ defineEndpoint({
  name: 'listPlans',
  method: 'GET',
  path: '/brand/marketing/delivery-plan/delivery-plans',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 100, per: 'brand_id' },
  input,
  output: planList,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381151',
})
