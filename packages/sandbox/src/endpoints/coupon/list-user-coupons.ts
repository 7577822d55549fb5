import { userGroup } from '../../coupons/names.ts'
import { userCouponStates } from '../../coupons/states.ts'
import { type FieldRules, optional, required } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { oneOf, text } from '../../http/value-checks.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon, requireOpenid, requireStock } from './access.ts'
import { id } from './common-fields.ts'
import { ofBrand } from './of-brand.ts'
import { readPageQuery } from './page-fields.ts'
import { pageOf } from './page-token.ts'
import { shownUserCoupon } from './responses.ts'

const filters: FieldRules = {
  appid: required(text),
  product_coupon_id: optional(id),
  stock_id: optional(id),
  coupon_state: optional(oneOf(...userCouponStates)),
  user_coupon_bundle_id: optional(id),
}

/**
 * 查询用户商品券列表, pages 4015781590 and 4016435703 (service provider), 4015736420 and 4016427406 (brand). The order of
 * the coupons is not documented; here it is that in which the user got them. A batch is looked for only with its coupon.
 */
export async function listUserCoupons(call: EndpointCall): Promise<ResponseContent> {
  const { identity, query, state } = call
  const asked = readPageQuery(query, ofBrand(identity.kind, filters))
  const openid = requireOpenid(call)
  const owned = ownerOf(call, asked.filters)
  const { appid, product_coupon_id, stock_id, coupon_state, user_coupon_bundle_id } = asked.filters
  if (product_coupon_id !== undefined) {
    const coupon = requireCoupon(call, owned, product_coupon_id)
    if (stock_id !== undefined) requireStock(call, coupon, stock_id)
  }
  const { values, ...page } = await pageOf(call, asked, {
    values: state.coupons.userCoupons.inGroup(userGroup(owned, openid)),
    test: (each) =>
      each.appid === appid &&
      (product_coupon_id === undefined || each.product_coupon_id === product_coupon_id) &&
      (stock_id === undefined || each.stock_id === stock_id) &&
      (coupon_state === undefined || each.coupon_state === coupon_state) &&
      (user_coupon_bundle_id === undefined || each.bundle?.id === user_coupon_bundle_id),
  })
  return success({ user_coupon_list: values.map((each) => shownUserCoupon(state, each)), ...page })
}
