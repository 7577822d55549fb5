import { inCouponQuery } from '../../http/fields.ts'
import { readQuery } from '../../http/query.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { requireUserCoupon } from './access.ts'
import { ofBrand } from './of-brand.ts'
import { shownUserCoupon } from './responses.ts'
import { userCouponIds } from './user-coupon-fields.ts'

/** 查询用户商品券, pages 4015781582 and 4016435702 (service provider), 4015736414 and 4016427405 (brand). */
export function getUserCoupon(call: EndpointCall): ResponseContent {
  const { identity, query, state } = call
  const fields = readQuery(query, ofBrand(identity.kind, userCouponIds), inCouponQuery)
  return success(shownUserCoupon(state, requireUserCoupon(call, fields)))
}
