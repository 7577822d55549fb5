/** The first word of an Authorization value. */
export type AuthorizationScheme =
  | 'WECHATPAY2-SHA256-RSA2048'
  | 'WECHATPAY-BRAND-SHA256-RSA2048'
  | 'WECHATPAY2-SM2-WITH-SM3'

/** Who signs: a merchant or service provider (`mchid`), or a brand (`brand_id`). */
export type Caller = 'mchid' | 'brand_id'

interface SchemesOfSuite {
  readonly mchid: AuthorizationScheme
  readonly brand_id?: AuthorizationScheme
}

/**
 * The scheme for each suite and caller. WeChat Pay documents no SM2 scheme for brands.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 */
export const schemes: Readonly<Record<'RSA' | 'SM2', SchemesOfSuite>> = {
  RSA: { mchid: 'WECHATPAY2-SHA256-RSA2048', brand_id: 'WECHATPAY-BRAND-SHA256-RSA2048' },
  SM2: { mchid: 'WECHATPAY2-SM2-WITH-SM3' },
}
