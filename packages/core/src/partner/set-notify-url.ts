import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { callbackUrlRule } from '../rules/callback-url.ts'

/**
 * Input of {@link setNotifyUrl} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184598}
 */
export interface SetNotifyUrlInput {
  /** The service provider's own merchant id (服务商商户号), 1 to 32 digits. Part of the path. Required. */
  readonly sp_mchid: string
  /**
   * Where WeChat Pay sends delivery-plan callbacks (回调地址), at most 256 bytes: an absolute https URL with a path,
   * without query, fragment and credentials, on a public domain name. Required.
   */
  readonly notify_url: string
}

/**
 * Output of {@link setNotifyUrl} for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184598}
 *
 * @example
 * const output: SetNotifyUrlOutput = { notify_url: 'https://pay.example.com/wechatpay/plans' }
 */
export interface SetNotifyUrlOutput {
  /** The URL now in use (回调地址). Always present. */
  readonly notify_url: string
}

// callbackUrlRule checks the form of the URL.
const input: v.GenericSchema<unknown, SetNotifyUrlInput> = /* @__PURE__ */ (() =>
  v.strictObject({
    sp_mchid: v.pipe(v.string(), v.regex(/^\d{1,32}$/, 'Expected a merchant id of 1 to 32 digits.')),
    notify_url: v.string(),
  }))()

const output: v.GenericSchema<unknown, SetNotifyUrlOutput> = /* @__PURE__ */ (() =>
  v.looseObject({ notify_url: v.string() }))()

/**
 * Sets the URL for delivery-plan callbacks (设置投放计划回调地址), for all brands of a service provider.
 *
 * A later call replaces the URL. That a retry is harmless is inferred, not documented. At most 10 calls per second.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184598}
 *
 * @example
 * await client.call(setNotifyUrl, { sp_mchid: '1900007291', notify_url: 'https://pay.example.com/wechatpay/plans' })
 */
export const setNotifyUrl: Endpoint<SetNotifyUrlInput, SetNotifyUrlOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'setNotifyUrl',
  method: 'POST',
  path: '/v3/marketing/partner/delivery-plan/{sp_mchid}/notify-url',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 10, per: 'mchid' },
  input,
  output,
  rules: [/* @__PURE__ */ callbackUrlRule('notify_url')],
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184598',
})
