import * as v from 'valibot'
import { text } from '../plan/fields.ts'

/**
 * Input of `setCouponNotifyUrl`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781286}
 */
export interface CouponNotifyConfigInput {
  /**
   * Where WeChat Pay sends the callbacks of coupons (回调地址), at most 256 bytes: an absolute https URL with a path,
   * without query, fragment and credentials, on a public domain name. Not that of plans. Required.
   */
  readonly notify_url: string
}

/**
 * Output of `setCouponNotifyUrl` and `getCouponNotifyUrl`, for partners and brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781284}
 *
 * @example
 * const output: CouponNotifyConfig = {
 *   notify_url: 'https://pay.example.com/wechatpay/coupons',
 *   update_time: '2026-11-28T10:00:00+08:00',
 * }
 */
export interface CouponNotifyConfig {
  /** The URL in use (回调地址). Always present. */
  readonly notify_url: string
  /** When it was set (更新时间), RFC 3339. Always present. */
  readonly update_time: string
}

// callbackUrlRule checks the form of the URL.
export const couponNotifyConfigInput: v.GenericSchema<unknown, CouponNotifyConfigInput> =
  /* @__PURE__ */ (() => v.strictObject({ notify_url: text }))()

export const couponNotifyConfig: v.GenericSchema<unknown, CouponNotifyConfig> = /* @__PURE__ */ (() =>
  v.looseObject({ notify_url: text, update_time: text }))()

export const nothing: v.GenericSchema<unknown, Record<string, never>> = /* @__PURE__ */ (() =>
  v.strictObject({}))()
