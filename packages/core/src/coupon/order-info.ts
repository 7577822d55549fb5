import * as v from 'valibot'
import { found, text } from '../plan/fields.ts'
import { filled } from './atoms.ts'

/**
 * The order in which a coupon was redeemed (关联订单信息). At least one of `transaction_id` and `out_trade_no`; if both,
 * of the same payment.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface OrderInfo {
  /** WeChat Pay's number (微信支付订单号). */
  readonly transaction_id?: string | undefined
  /** Your own number (商户订单号). Needs `mchid`. */
  readonly out_trade_no?: string | undefined
  /** Merchant or service provider (商户号). Required with `out_trade_no`. */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). Required with `out_trade_no`, if a service provider took the payment. */
  readonly sub_mchid?: string | undefined
}

/**
 * The pay-score order in which a coupon was redeemed (关联支付分订单信息). At least one of `order_id` and `out_order_no`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface PayScoreOrderInfo {
  /** WeChat Pay's number (微信支付分订单号). */
  readonly order_id?: string | undefined
  /** Your own number (商户服务订单号): at most 32 digits, letters, `_`, `-` or `|`. Needs `mchid`. */
  readonly out_order_no?: string | undefined
  /** Merchant or service provider (商户号). Required with `out_order_no`. */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). Required with `out_order_no`, if a service provider took the payment. */
  readonly sub_mchid?: string | undefined
}

export const orderInfoInput: v.GenericSchema<unknown, OrderInfo> = /* @__PURE__ */ (() =>
  v.strictObject({
    transaction_id: v.optional(filled),
    out_trade_no: v.optional(filled),
    mchid: v.optional(filled),
    sub_mchid: v.optional(filled),
  }))()

export const payScoreOrderInfoInput: v.GenericSchema<unknown, PayScoreOrderInfo> = /* @__PURE__ */ (() =>
  v.strictObject({
    order_id: v.optional(filled),
    out_order_no: v.optional(
      v.pipe(text, v.regex(/^[\w|-]{1,32}$/, found('Expected 1 to 32 digits, letters, "_", "-" or "|"'))),
    ),
    mchid: v.optional(filled),
    sub_mchid: v.optional(filled),
  }))()

const optional = /* @__PURE__ */ (() => v.optional(text))()

export const orderInfo: v.GenericSchema<unknown, OrderInfo> = /* @__PURE__ */ (() =>
  v.looseObject({
    transaction_id: optional,
    out_trade_no: optional,
    mchid: optional,
    sub_mchid: optional,
  }))()

export const payScoreOrderInfo: v.GenericSchema<unknown, PayScoreOrderInfo> = /* @__PURE__ */ (() =>
  v.looseObject({ order_id: optional, out_order_no: optional, mchid: optional, sub_mchid: optional }))()
