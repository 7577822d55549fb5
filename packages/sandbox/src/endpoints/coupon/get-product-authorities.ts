import { paramError } from '../../http/refusal.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'

/** What plans need. That a store or a merchant card is among it is inferred. */
const products = ['PRODUCT_COUPON', 'SHAKE_COUPON', 'BRAND_STORE'] as const

/** The sandbox does not know when a brand has authorised the service provider: long ago. */
const updateTime = '2026-01-01T00:00:00+08:00'

/** 查询品牌授权的产品权限, page 4017410365. For a service provider only. */
export function getProductAuthorities({ path, state }: EndpointCall): ResponseContent {
  const { brand_id = '' } = path
  if (!state.authorisedBrands.has(brand_id)) {
    const message = {
      zh: '品牌ID错误或品牌未授权',
      en: 'brand_id is wrong, or the brand has not authorised this service provider.',
    }
    const issue = { zh: '未授权该服务商', en: 'it has not authorised this service provider' }
    throw paramError(message, { field: 'brand_id', value: brand_id, issue, location: 'url' })
  }
  return success({
    brand_id,
    authorization_type: 'AUTHORIZATION_TYPE_PARTLY',
    authorization_product: products.map((name) => `BRAND_PRODUCT_AUTHORITY_${name}`),
    update_time: updateTime,
  })
}
