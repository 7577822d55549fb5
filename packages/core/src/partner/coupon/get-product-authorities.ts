import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import {
  type ProductAuthorities,
  type ProductAuthoritiesInput,
  productAuthorities,
  productAuthoritiesInput,
} from '../../coupon/authorities.ts'

/**
 * Gets what a brand lets the service provider do (查询品牌授权产品). A brand authorises it in its console. At most 10 calls per
 * second for a service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4017410365}
 *
 * @example
 * import { getProductAuthorities } from '@wxdp/core/partner/coupon'
 *
 * const { authorization_product = [] } = await client.call(getProductAuthorities, { brand_id: '40001' })
 */
export const getProductAuthorities: Endpoint<ProductAuthoritiesInput, ProductAuthorities> =
  /* @__PURE__ */ defineEndpoint({
    name: 'getProductAuthorities',
    method: 'GET',
    path: '/v3/brand-basic/partner/brands/{brand_id}/product-authorities',
    caller: 'mchid',
    retry: 'safe',
    limit: { perSecond: 10, per: 'mchid' },
    input: productAuthoritiesInput,
    output: productAuthorities,
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4017410365',
  })
