import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { budgetRules } from '../../coupon/rules/rules.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type BudgetChange, budgetFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link updateStockBudget} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export type UpdateStockBudgetInput = BudgetChange & OfBrand

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...budgetFields, ...ofBrand }) as v.GenericSchema<unknown, UpdateStockBudgetInput>)()

/**
 * Changes how many coupons a batch of a single coupon gives out (修改商品券批次预算): in all, or per day.
 *
 * The present number must be right. If it is not, the call is refused: read the batch, and call again with a new
 * request number. At most 20 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 *
 * @example
 * import { updateStockBudget } from '@wxdp/core/partner/coupon'
 *
 * const { stock_send_rule } = await client.call(updateStockBudget, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   out_request_no: 'bg-stock-0001',
 *   update_mode: 'MAX_COUNT',
 *   current_max_count: 20_000,
 *   target_max_count: 30_000,
 *   brand_id: '40001',
 * })
 */
export const updateStockBudget: Endpoint<UpdateStockBudgetInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'updateStockBudget',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/update-budget',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'mchid' },
  input,
  output: stock,
  rules: budgetRules,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781561',
})
