import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { type PlanFilter, type PlanList, planFilterFields, planList } from '../plan/plan-list.ts'

/**
 * Input of {@link listPlans} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 */
export interface ListPlansInput extends PlanFilter {
  /** Brand (品牌ID) whose plans are listed, 1 to 40 digits, letters, `_` and `-`. Part of the path. Required. */
  readonly brand_id: string
}

const input: v.GenericSchema<unknown, ListPlansInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    ...planFilterFields,
    brand_id: v.pipe(
      v.string(),
      v.regex(/^[\w-]{1,40}$/, '1 to 40 digits, letters, "_" and "-" are wanted.'),
    ),
  }))()

/**
 * Lists the delivery plans of a brand, a page at a time (分页查询投放计划列表). With `plan_id` it gets one plan;
 * there is no endpoint of its own for that.
 *
 * In which order plans come is not documented; `paginate` of `@wxdp/fetch` walks all pages. At most 100 calls a
 * second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 *
 * @example
 * const { total_count, plan_list = [] } = await client.call(listPlans, { brand_id: '120344', page_size: 50 })
 */
export const listPlans: Endpoint<ListPlansInput, PlanList> = /* @__PURE__ */ defineEndpoint({
  name: 'listPlans',
  method: 'GET',
  path: '/v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 100, per: 'mchid' },
  input,
  output: planList,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184563',
})
