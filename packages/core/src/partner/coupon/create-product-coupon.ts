import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type OfBrand, ofBrand } from '../../coupon/of-brand.ts'
import { type CreateProductCouponOutput, createdProductCoupon } from '../../coupon/product-coupon.ts'
import { type ProductCouponInput, productCouponFields } from '../../coupon/product-coupon-input.ts'
import { productCouponRules } from '../../coupon/rules/rules.ts'

/**
 * Input of {@link createProductCoupon} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export type CreateProductCouponInput = ProductCouponInput & OfBrand

// The schema checks each field by itself, and the rules check which fields belong together.
const input = /* @__PURE__ */ (() =>
  v.strictObject({ ...productCouponFields, ...ofBrand }) as v.GenericSchema<
    unknown,
    CreateProductCouponInput
  >)()

/**
 * Creates a product coupon with its first batch or group of batches (创建商品券). Its price, its type and its validity can
 * never change.
 *
 * Set the URL of its callbacks first. Of a retry with the same number and fields, whether it returns the coupon of the
 * first call is not documented; `ALREADY_EXISTS` means that there is one. At most 20 calls per second for a service
 * provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 *
 * @example
 * import { createProductCoupon } from '@wxdp/core/partner/coupon'
 *
 * const { product_coupon_id, stock } = await client.call(createProductCoupon, {
 *   out_request_no: 'mk-coupon-0001',
 *   scope: 'ALL',
 *   type: 'DISCOUNT',
 *   usage_mode: 'SINGLE',
 *   single_usage_info: { discount_coupon: { threshold: 10_000, percent_off: 20 } },
 *   display_info: {
 *     name: '满一百打八折',
 *     image_url: 'https://img.example.com/coupon/item.png',
 *     background_url: 'https://img.example.com/coupon/back.jpg',
 *   },
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
export const createProductCoupon: Endpoint<CreateProductCouponInput, CreateProductCouponOutput> =
  /* @__PURE__ */ defineEndpoint({
    name: 'createProductCoupon',
    method: 'POST',
    path: '/v3/marketing/partner/product-coupon/product-coupons',
    caller: 'mchid',
    retry: 'numbered',
    limit: { perSecond: 20, per: 'mchid' },
    input,
    output: createdProductCoupon,
    rules: productCouponRules,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781289',
  })
