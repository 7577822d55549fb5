import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type CouponNotifyConfig, couponNotifyConfig, nothing } from '../../coupon/notify-config.ts'

/**
 * Gets the URL for the callbacks of coupons (查询商品券事件通知地址). `NOT_FOUND` if none is set. At most 20 calls per second for
 * a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736292}
 *
 * @example
 * import { getCouponNotifyUrl } from '@wxdp/core/brand/coupon'
 *
 * const { notify_url } = await client.call(getCouponNotifyUrl, {})
 */
export const getCouponNotifyUrl: Endpoint<
  Record<string, never>,
  CouponNotifyConfig
> = /* @__PURE__ */ defineEndpoint({
  name: 'getCouponNotifyUrl',
  method: 'GET',
  path: '/brand/marketing/product-coupon/notify-configs',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 20, per: 'brand_id' },
  input: nothing,
  output: couponNotifyConfig,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736292',
})
