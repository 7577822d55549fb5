import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { stockChangeRules } from '../../coupon/rules/rules.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockChange, stockChangeFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link updateStock} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736391}
 */
export type UpdateStockInput = StockChange

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockChangeFields }) as v.GenericSchema<unknown, UpdateStockInput>)()

/**
 * Changes a batch of a single coupon (修改商品券批次) that is `SENDING` or `PAUSED`. Coupons that users already have keep the
 * old text.
 *
 * The change is reviewed, and another one is refused meanwhile (`ABORTED`). Send the present `store_scope`: left out,
 * it is said to become `NONE`. At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736391}
 *
 * @example
 * import { updateStock } from '@wxdp/core/brand/coupon'
 *
 * const { state } = await client.call(updateStock, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   out_request_no: 'ed-stock-0001',
 *   remark: '改说明',
 *   store_scope: 'ALL',
 * })
 */
export const updateStock: Endpoint<UpdateStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'updateStock',
  method: 'PATCH',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: stock,
  rules: stockChangeRules,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736391',
})
