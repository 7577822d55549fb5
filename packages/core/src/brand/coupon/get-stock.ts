import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockId, stockIdFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link getStock} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736373}
 */
export type GetStockInput = StockId

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockIdFields }) as v.GenericSchema<unknown, GetStockInput>)()

/**
 * Gets a batch (查询商品券批次). At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736373}
 *
 * @example
 * import { getStock } from '@wxdp/core/brand/coupon'
 *
 * const { state, sent_count_info } = await client.call(getStock, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 * })
 */
export const getStock: Endpoint<GetStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'getStock',
  method: 'GET',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: stock,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736373',
})
