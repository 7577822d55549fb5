import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { budgetRules } from '../../coupon/rules/rules.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type BudgetChange, budgetFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link updateStockBudget} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736398}
 */
export type UpdateStockBudgetInput = BudgetChange

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...budgetFields }) as v.GenericSchema<unknown, UpdateStockBudgetInput>)()

/**
 * Changes how many coupons a batch of a single coupon gives out (修改商品券批次预算): in all, or per day.
 *
 * The present number must be right. If it is not, the call is refused: read the batch, and call again with a new
 * request number. At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736398}
 *
 * @example
 * import { updateStockBudget } from '@wxdp/core/brand/coupon'
 *
 * const { stock_send_rule } = await client.call(updateStockBudget, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   out_request_no: 'bg-stock-0001',
 *   update_mode: 'MAX_COUNT',
 *   current_max_count: 20_000,
 *   target_max_count: 30_000,
 * })
 */
export const updateStockBudget: Endpoint<UpdateStockBudgetInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'updateStockBudget',
  method: 'POST',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/update-budget',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: stock,
  rules: budgetRules,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736398',
})
