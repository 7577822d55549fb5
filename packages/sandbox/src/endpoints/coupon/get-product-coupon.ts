import { inCouponQuery } from '../../http/fields.ts'
import { readQuery } from '../../http/query.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon } from './access.ts'
import { ofBrand } from './of-brand.ts'

/** 查询商品券, pages 4015781292 and 4016434632 (service provider), 4015736321 and 4016427370 (brand). */
export function getProductCoupon(call: EndpointCall): ResponseContent {
  const { identity, path, query, state } = call
  const fields = readQuery(query, ofBrand(identity.kind, {}), inCouponQuery)
  const coupon = requireCoupon(call, ownerOf(call, fields), path.product_coupon_id)
  return success(state.coupons.received.coupon(coupon))
}
