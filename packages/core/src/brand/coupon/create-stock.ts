import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { stockRules } from '../../coupon/rules/rules.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockCreation, stockCreationFields } from '../../coupon/stock-input.ts'

/**
 * Input of {@link createStock} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736342}
 */
export type CreateStockInput = StockCreation

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockCreationFields }) as v.GenericSchema<unknown, CreateStockInput>)()

/**
 * Adds a batch to a single product coupon (添加商品券批次). A coupon may have 200 batches at a time. At most 20 calls per
 * second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736342}
 *
 * @example
 * import { createStock } from '@wxdp/core/brand/coupon'
 *
 * const { stock_id } = await client.call(createStock, {
 *   out_request_no: 'mk-stock-0002',
 *   product_coupon_id: '9100000001',
 *   stock: {
 *     coupon_code_mode: 'WECHATPAY',
 *     stock_send_rule: { max_count: 20_000, max_count_per_user: 1 },
 *     single_usage_rule: {
 *       coupon_available_period: {
 *         available_begin_time: '2026-12-01T00:00:00+08:00',
 *         available_end_time: '2026-12-31T23:59:59+08:00',
 *       },
 *     },
 *     usage_rule_display_info: {
 *       coupon_usage_method_list: ['PAYMENT_CODE'],
 *       usage_description: '周末可用',
 *     },
 *     coupon_display_info: { code_display_mode: 'QRCODE' },
 *     notify_config: { notify_appid: 'wx00000000000000a1' },
 *     store_scope: 'ALL',
 *   },
 * })
 */
export const createStock: Endpoint<CreateStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'createStock',
  method: 'POST',
  path: '/brand/marketing/product-coupon/product-coupons/{product_coupon_id}/stocks',
  caller: 'brand_id',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'brand_id' },
  input,
  output: stock,
  rules: stockRules,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736342',
})
