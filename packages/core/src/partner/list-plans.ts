import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { pathId } from '../plan/fields.ts'
import {
  type ListPlansOutput,
  listPlansOutput,
  type PlanFilter,
  planFilterFields,
} from '../plan/plan-list.ts'

/**
 * Input of {@link listPlans} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 */
export interface ListPlansInput extends PlanFilter {
  /** Brand (品牌ID) whose plans are listed: 1 to 40 digits, letters, `_` or `-`. Part of the path. Required. */
  readonly brand_id: string
}

const input: v.GenericSchema<unknown, ListPlansInput> = /* @__PURE__ */ (() =>
  v.strictObject({ ...planFilterFields, brand_id: pathId }))()

/**
 * Lists the delivery plans of a brand, one page per call (分页查询投放计划列表). With `plan_id` it gets one plan; no
 * other endpoint does.
 *
 * The order of the plans is not documented. `paginate` of `@wxdp/fetch` reads all pages. At most 100 calls per second
 * for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * const { total_count, plan_list = [] } = await client.call(listPlans, { brand_id: '120344', page_size: 50 })
 */
export const listPlans: Endpoint<ListPlansInput, ListPlansOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'listPlans',
  method: 'GET',
  path: '/v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 100, per: 'mchid' },
  input,
  output: listPlansOutput,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184563',
})
