import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { stockRules } from '../../coupon/rules/rules.ts'
import { type Stock, stock } from '../../coupon/stock.ts'
import { type StockCreation, stockCreationFields } from '../../coupon/stock-input.ts'

/**
 * Input of {@link createStock} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export type CreateStockInput = StockCreation & OfBrand

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...stockCreationFields, ...ofBrand }) as v.GenericSchema<unknown, CreateStockInput>)()

/**
 * Adds a batch to a single product coupon (添加商品券批次). A coupon may have 200 batches at a time. At most 20 calls per
 * second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 *
 * @example
 * import { createStock } from '@wxdp/core/partner/coupon'
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
 *   brand_id: '40001',
 * })
 */
export const createStock: Endpoint<CreateStockInput, Stock> = /* @__PURE__ */ defineEndpoint({
  name: 'createStock',
  method: 'POST',
  path: '/v3/marketing/partner/product-coupon/product-coupons/{product_coupon_id}/stocks',
  caller: 'mchid',
  retry: 'numbered',
  limit: { perSecond: 20, per: 'mchid' },
  input,
  output: stock,
  rules: stockRules,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781304',
})
