/**
 * The two kinds of caller as data, for RSA: the name of the id in the Authorization value, and the scheme before it.
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

/**
 * SM2 with SM3 (国密), for a merchant or service provider. No page documents one for brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 */
export const smSchemes = { mchid: 'WECHATPAY2-SM2-WITH-SM3' } as const

/** The scheme that opens an Authorization value. */
export type Scheme = (typeof schemes)[IdField] | (typeof smSchemes)['mchid']
