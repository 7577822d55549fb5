/** The scheme that an Authorization value begins with. */
export type AuthorizationScheme =
  | 'WECHATPAY2-SHA256-RSA2048'
  | 'WECHATPAY-BRAND-SHA256-RSA2048'
  | 'WECHATPAY2-SM2-WITH-SM3'

/** Who signs, as endpoints and the Authorization value name it. */
export type Caller = 'mchid' | 'brand_id'

interface SchemesOfSuite {
  readonly mchid: AuthorizationScheme
  readonly brand_id?: AuthorizationScheme
}

/**
 * The scheme of each suite and caller. No page documents SM2 for brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 */
export const schemes: Readonly<Record<'RSA' | 'SM2', SchemesOfSuite>> = {
  RSA: { mchid: 'WECHATPAY2-SHA256-RSA2048', brand_id: 'WECHATPAY-BRAND-SHA256-RSA2048' },
  SM2: { mchid: 'WECHATPAY2-SM2-WITH-SM3' },
}
