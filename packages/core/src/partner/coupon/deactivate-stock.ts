import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type Deactivation, deactivationFields } from '../../coupon/product-coupon-change.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockId, stockIdFields } from '../../coupon/stock-change.ts'

/**
 * Input of {@link deactivateStock} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781532}
 */
export type DeactivateStockInput = StockId & Deactivation & OfBrand

const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockIdFields, ...deactivationFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    DeactivateStockInput
  >)()

/**
 * Ends a batch of a single coupon (失效商品券批次), for ever. Coupons that users already have stay valid. A member of a group
 * cannot be ended; end the coupon instead. At most 20 calls per second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781532}
 *
 * @example
 * import { deactivateStock } from '@wxdp/core/partner/coupon'
 *
 * const { state } = await client.call(deactivateStock, {
 *   product_coupon_id: '9100000001',
 *   stock_id: '9100000001001',
 *   out_request_no: 'end-stock-0001',
 *   deactivate_reason: '活动结束',
 *   brand_id: '40001',
 * })
 */
export const deactivateStock: Endpoint<DeactivateStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'deactivateStock',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks/{stock_id}/deactivate',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'mchid' },
  input,
  output: stock,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781532',
})
