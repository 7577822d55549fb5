/**
 * The two kinds of caller as data: the name of the id in the Authorization value, and the scheme before it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export const schemes = {
  mchid: 'WECHATPAY2-SHA256-RSA2048',
  brand_id: 'WECHATPAY-BRAND-SHA256-RSA2048',
} as const

/** How the caller's id is called on the wire. */
export type IdField = keyof typeof schemes

/** The scheme that opens an Authorization value. */
export type Scheme = (typeof schemes)[IdField]
