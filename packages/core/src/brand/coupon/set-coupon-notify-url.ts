import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import {
  type CouponNotifyConfig,
  type CouponNotifyConfigInput,
  couponNotifyConfig,
  couponNotifyConfigInput,
} from '../../coupon/notify-config.ts'
import { callbackUrlRule } from '../../rules/callback-url.ts'

/**
 * Sets the URL for the callbacks of coupons (设置商品券事件通知地址) for a brand. Not that of plans: see `setNotifyUrl`.
 *
 * A later call replaces the URL. Set it before you create a coupon. At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736293}
 *
 * @example
 * import { setCouponNotifyUrl } from '@wxdp/core/brand/coupon'
 *
 * await client.call(setCouponNotifyUrl, {
 *   notify_url: 'https://pay.example.com/wechatpay/coupons',
 * })
 */
export const setCouponNotifyUrl: Endpoint<CouponNotifyConfigInput, CouponNotifyConfig> =
  /* @__PURE__ */ defineEndpoint({
    name: 'setCouponNotifyUrl',
    method: 'POST',
    path: '/brand/marketing/product-coupon/notify-configs',
    caller: 'brand_id',
    retry: 'safe',
    limit: { perSecond: 20, per: 'brand_id' },
    input: couponNotifyConfigInput,
    output: couponNotifyConfig,
    rules: [/* @__PURE__ */ callbackUrlRule('notify_url')],
    page: 'https://pay.weixin.qq.com/doc/brand/4015736293',
  })
