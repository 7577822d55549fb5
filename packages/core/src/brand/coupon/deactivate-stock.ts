import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type Deactivation, deactivationFields } from '../../coupon/product-coupon-change.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockId, stockIdFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link deactivateStock} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736352}
 */
export type DeactivateStockInput = StockId & Deactivation

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockIdFields, ...deactivationFields }) as v.GenericSchema<
    unknown,
    DeactivateStockInput
  >)()

/**
 * Ends a batch of a single coupon (失效商品券批次), for ever. Coupons that users already have stay valid. A member of a group
 * cannot be ended; end the coupon instead. At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736352}
 *
 * @example
 * import { deactivateStock } from '@wxdp/core/brand/coupon'
 *
 * const { state } = await client.call(deactivateStock, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   out_request_no: 'end-stock-0001',
 *   deactivate_reason: '活动结束',
 * })
 */
export const deactivateStock: Endpoint<DeactivateStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'deactivateStock',
  method: 'POST',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/deactivate',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: stock,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736352',
})
