import { inCouponQuery } from '../../http/fields.ts'
import { readQuery } from '../../http/query.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon, requireStock } from './access.ts'
import { ofBrand } from './of-brand.ts'
import { readStock } from './responses.ts'

/** 查询商品券批次, pages 4015781542 and 4016434649 (service provider), 4015736373 and 4016427475 (brand). */
export function getStock(call: EndpointCall): ResponseContent {
  const { identity, path, query, state } = call
  const fields = readQuery(query, ofBrand(identity.kind, {}), inCouponQuery)
  const coupon = requireCoupon(call, ownerOf(call, fields), path.product_coupon_id)
  return success(readStock(state, requireStock(call, coupon, path.stock_id)))
}
