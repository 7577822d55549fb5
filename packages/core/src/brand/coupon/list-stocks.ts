import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { listStocksOutput } from '../../coupon/pages.ts'
import { type ListStocksOutput, type StockFilter, stockFilterFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link listStocks} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736384}
 */
export type ListStocksInput = StockFilter

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockFilterFields }) as v.GenericSchema<unknown, ListStocksInput>)()

/**
 * Lists the batches of a product coupon, one page per call (查询商品券批次列表). `paginate` of `@wxdp/fetch` reads all pages.
 * At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736384}
 *
 * @example
 * import { listStocks } from '@wxdp/core/brand/coupon'
 *
 * const { stock_list = [], next_page_token } = await client.call(listStocks, {
 *   product_coupon_id: '9100000001',
 *   state: 'SENDING',
 *   page_size: 50,
 * })
 */
export const listStocks: Endpoint<ListStocksInput, ListStocksOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'listStocks',
  method: 'GET',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: listStocksOutput,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736384',
})
