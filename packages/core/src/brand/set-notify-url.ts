import * as v from 'valibot'
import { defineEndpoint, type Endpoint } from '../contract/endpoint.ts'
import { callbackUrlRule } from '../rules/callback-url.ts'

/**
 * Input of {@link setNotifyUrl} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381183}
 */
export interface SetNotifyUrlInput {
  /**
   * Where WeChat Pay sends delivery-plan callbacks (回调地址), at most 256 bytes: an absolute https URL with a path,
   * without query, fragment and credentials, on a public domain name. Required.
   */
  readonly notify_url: string
}

/**
 * Output of {@link setNotifyUrl} for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381183}
 *
 * @example
 * import type { SetNotifyUrlOutput } from '@wxdp/core/brand'
 *
 * const output: SetNotifyUrlOutput = { notify_url: 'https://pay.example.com/wechatpay/plans' }
 */
export interface SetNotifyUrlOutput {
  /** The URL now in use (回调地址). Always present. */
  readonly notify_url: string
}

// callbackUrlRule checks the form of the URL.
const input: v.GenericSchema<unknown, SetNotifyUrlInput> = /* @__PURE__ */ (() =>
  v.strictObject({ notify_url: v.string() }))()

const output: v.GenericSchema<unknown, SetNotifyUrlOutput> = /* @__PURE__ */ (() =>
  v.looseObject({ notify_url: v.string() }))()

/**
 * Sets the URL for the delivery-plan callbacks of a brand (设置投放计划回调地址).
 *
 * A later call replaces the URL. That a retry is harmless is inferred, not documented. At most 1 call per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4018381183}
 *
 * @example
 * import { setNotifyUrl } from '@wxdp/core/brand'
 *
 * await client.call(setNotifyUrl, { notify_url: 'https://pay.example.com/wechatpay/plans' })
 */
export const setNotifyUrl: Endpoint<SetNotifyUrlInput, SetNotifyUrlOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'setNotifyUrl',
  method: 'POST',
  path: '/brand/marketing/delivery-plan/notify-url',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 1, per: 'brand_id' },
  input,
  output,
  rules: [/* @__PURE__ */ callbackUrlRule('notify_url')],
  page: 'https://pay.weixin.qq.com/doc/brand/4018381183',
})
