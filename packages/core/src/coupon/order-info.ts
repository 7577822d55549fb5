import * as v from 'valibot'
import { found, text } from '../plan/fields.ts'
import { filled } from './atoms.ts'

/**
 * An order, by WeChat Pay's number.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface OrderByTransaction {
  /** WeChat Pay's number (微信支付订单号). Required. */
  readonly transaction_id: string
  /** Your own number (商户订单号). Not allowed here. */
  readonly out_trade_no?: undefined
  /** Merchant or service provider (商户号). */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). */
  readonly sub_mchid?: string | undefined
}

/**
 * An order, by your own number.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface OrderByTradeNo {
  /** Your own number (商户订单号). Required. */
  readonly out_trade_no: string
  /** WeChat Pay's number (微信支付订单号), of the same payment. */
  readonly transaction_id?: string | undefined
  /** Merchant or service provider (商户号). Required. */
  readonly mchid: string
  /** Sub-merchant (子商户号). Required if a service provider took the payment, and not allowed otherwise; this is not checked. */
  readonly sub_mchid?: string | undefined
}

/** The order in which a coupon was redeemed (关联订单信息). The type tells which numbers belong together. */
export type OrderReference = OrderByTransaction | OrderByTradeNo

/**
 * A pay-score order, by WeChat Pay's number.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface PayScoreOrderById {
  /** WeChat Pay's number (微信支付分订单号). Required. */
  readonly order_id: string
  /** Your own number (商户服务订单号). Not allowed here. */
  readonly out_order_no?: undefined
  /** Merchant or service provider (商户号). */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). */
  readonly sub_mchid?: string | undefined
}

/**
 * A pay-score order, by your own number.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export interface PayScoreOrderByOrderNo {
  /** Your own number (商户服务订单号): at most 32 digits, letters, `_`, `-` or `|`. Required. */
  readonly out_order_no: string
  /** WeChat Pay's number (微信支付分订单号), of the same order. */
  readonly order_id?: string | undefined
  /** Merchant or service provider (商户号). Required. */
  readonly mchid: string
  /** Sub-merchant (子商户号). Required if a service provider took the payment, and not allowed otherwise; this is not checked. */
  readonly sub_mchid?: string | undefined
}

/** The pay-score order in which a coupon was redeemed (关联支付分订单信息). The type tells which numbers belong together. */
export type PayScoreOrderReference = PayScoreOrderById | PayScoreOrderByOrderNo

/**
 * The order in which a coupon was redeemed (关联订单信息), as received.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface OrderInfo {
  /** WeChat Pay's number (微信支付订单号), if it was sent. */
  readonly transaction_id?: string | undefined
  /** Your own number (商户订单号), if it was sent. */
  readonly out_trade_no?: string | undefined
  /** Merchant or service provider (商户号). */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). */
  readonly sub_mchid?: string | undefined
}

/**
 * The pay-score order in which a coupon was redeemed (关联支付分订单信息), as received.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781582}
 */
export interface PayScoreOrderInfo {
  /** WeChat Pay's number (微信支付分订单号), if it was sent. */
  readonly order_id?: string | undefined
  /** Your own number (商户服务订单号), if it was sent. */
  readonly out_order_no?: string | undefined
  /** Merchant or service provider (商户号). */
  readonly mchid?: string | undefined
  /** Sub-merchant (子商户号). */
  readonly sub_mchid?: string | undefined
}

// Each field is checked by itself. couponUseRules checks which belong together.

export const orderReference: v.GenericSchema<unknown, OrderReference> = /* @__PURE__ */ (() =>
  v.strictObject({
    transaction_id: v.optional(filled),
    out_trade_no: v.optional(filled),
    mchid: v.optional(filled),
    sub_mchid: v.optional(filled),
  }) as v.GenericSchema<unknown, OrderReference>)()

export const payScoreOrderReference: v.GenericSchema<unknown, PayScoreOrderReference> = /* @__PURE__ */ (() =>
  v.strictObject({
    order_id: v.optional(filled),
    out_order_no: v.optional(
      v.pipe(text, v.regex(/^[\w|-]{1,32}$/, found('Expected 1 to 32 digits, letters, "_", "-" or "|"'))),
    ),
    mchid: v.optional(filled),
    sub_mchid: v.optional(filled),
  }) as v.GenericSchema<unknown, PayScoreOrderReference>)()

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
