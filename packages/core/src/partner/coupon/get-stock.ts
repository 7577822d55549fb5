import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockId, stockIdFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link getStock} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export type GetStockInput = StockId & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockIdFields, ...ofBrand }) as v.GenericSchema<unknown, GetStockInput>)()

/**
 * Gets a batch (查询商品券批次). At most 20 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 *
 * @example
 * import { getStock } from '@wxdp/core/partner/coupon'
 *
 * const { state, sent_count_info } = await client.call(getStock, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   brand_id: '40001',
 * })
 */
export const getStock: Endpoint<GetStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'getStock',
  method: 'GET',
  path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 20, per: 'mchid' },
  input,
  output: stock,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781542',
})
