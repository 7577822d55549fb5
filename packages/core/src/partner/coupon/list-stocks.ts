import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { listStocksOutput } from '../../coupon/pages.ts'
import { type ListStocksOutput, type StockFilter, stockFilterFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link listStocks} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781553}
 */
export type ListStocksInput = StockFilter & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockFilterFields, ...ofBrand }) as v.GenericSchema<unknown, ListStocksInput>)()

/**
 * Lists the batches of a product coupon, one page per call (查询商品券批次列表). `paginate` of `@wxdp/fetch` reads all pages.
 * At most 20 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781553}
 *
 * @example
 * import { listStocks } from '@wxdp/core/partner/coupon'
 *
 * const { stock_list = [], next_page_token } = await client.call(listStocks, {
 *   product_coupon_id: '9100000001',
 *   state: 'SENDING',
 *   page_size: 50,
 *   brand_id: '40001',
 * })
 */
export const listStocks: Endpoint<ListStocksInput, ListStocksOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'listStocks',
  method: 'GET',
  path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 20, per: 'mchid' },
  input,
  output: listStocksOutput,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781553',
})
