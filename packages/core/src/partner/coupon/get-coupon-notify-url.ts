import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type CouponNotifyConfig, couponNotifyConfig, nothing } from '../../coupon/notify-config.ts'

/**
 * Gets the URL for the callbacks of coupons (查询商品券事件通知地址). `NOT_FOUND` if none is set. At most 20 calls per second for
 * a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781284}
 *
 * @example
 * import { getCouponNotifyUrl } from '@wxdp/core/partner/coupon'
 *
 * const { notify_url } = await client.call(getCouponNotifyUrl, {})
 */
export const getCouponNotifyUrl: Endpoint<
  Record<string, never>,
  CouponNotifyConfig
> = /* @__PURE__ */ defineEndpoint({
  name: 'getCouponNotifyUrl',
  method: 'GET',
  path: '/v3/marketing/partner/product-coupon/notify-configs',
  caller: 'mchid',
  retry: 'safe',
  limit: { perSecond: 20, per: 'mchid' },
  input: nothing,
  output: couponNotifyConfig,
  page: 'https://pay.weixin.qq.com/doc/v3/partner/4015781284',
})
