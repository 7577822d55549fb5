import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import {
  type ListPlansOutput,
  listPlansOutput,
  type PlanFilter,
  planFilterFields,
} from '../plan/plan-list.ts'

/** Input of {@link listPlans} for a brand. */
export interface ListPlansInput extends PlanFilter {}

const input: v.GenericSchema<unknown, ListPlansInput> = /* @__PURE__ */ (() =>
  v.strictObject(planFilterFields))()

/**
 * Lists the brand's own delivery plans, one page per call (分页查询投放计划列表).
 *
 * With `plan_id` it gets one plan; no other endpoint does. The order of the plans is not documented. At most 100 calls
 * per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381151}
 *
 * @example
 * import { listPlans } from '@wxdp/core/brand'
 *
 * const { total_count, plan_list = [] } = await client.call(listPlans, { plan_state: 'DELIVERING' })
 */
export const listPlans: Endpoint<ListPlansInput, ListPlansOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'listPlans',
  method: 'GET',
  path: '/brand/marketing/delivery-plan/delivery-plans',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 100, per: 'brand_id' },
  input,
  output: listPlansOutput,
  page: 'https://pay.weixin.qq.com/doc/brand/4018381151',
})
