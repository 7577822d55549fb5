import type { Batch } from '../../coupons/batch.ts'
import type { Coupon } from '../../coupons/coupon.ts'
import type { Owned } from '../../coupons/owned.ts'
import type { UserCouponRecord } from '../../coupons/user-coupon.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import type { Fields } from '../../http/fields.ts'
import { refuse } from '../../http/refusal.ts'
import { requireBrand } from '../plan-access.ts'
import type { EndpointCall } from '../route.ts'

/**
 * Whose coupons a call is about.
 *
 * @param fields The checked body or query.
 * @throws Refusal `NO_AUTH` if the brand has not authorised the service provider
 */
export function ownerOf(call: EndpointCall, { brand_id }: Fields): Owned {
  return { owner: call.identity.kind, brand_id: requireBrand(call, brand_id, 268578088) }
}

/** @throws Refusal `NOT_FOUND` */
export function requireCoupon({ state }: EndpointCall, owned: Owned, id: unknown): Coupon {
  const coupon = state.coupons.findCoupon(owned, id)
  if (!coupon) throw refuseCoupon('noCoupon')
  return coupon
}

/**
 * A batch of a coupon.
 *
 * @throws Refusal `NOT_FOUND`
 */
export function requireStock({ state }: EndpointCall, coupon: Coupon, id: unknown): Batch {
  const batch = state.coupons.findBatch(coupon, id)
  if (batch?.product_coupon_id !== coupon.product_coupon_id) throw refuseCoupon('noStock')
  return batch
}

const openid = /^[\w-]{1,128}$/

/**
 * The user that the path names. What an illegal openid is, is not documented: here, one with other characters than digits,
 * letters, `_` and `-`, or with more than 128.
 *
 * @throws Refusal `INVALID_REQUEST`
 */
export function requireOpenid({ path }: EndpointCall): string {
  const { openid: value = '' } = path
  if (openid.test(value)) return value
  const issue = {
    zh: '须为1到128位数字、字母、下划线或连字符',
    en: 'it must have 1 to 128 digits, letters, _ or -',
  }
  throw refuse(268578526, { field: 'openid', value, issue, location: 'url' })
}

/**
 * The coupon of a user that path and fields name together.
 *
 * @param fields The checked body or query.
 * @throws Refusal `NOT_FOUND`
 */
export function requireUserCoupon(call: EndpointCall, fields: Fields): UserCouponRecord {
  const openid = requireOpenid(call)
  const owned = ownerOf(call, fields)
  const coupon = requireCoupon(call, owned, fields.product_coupon_id)
  const { stock_id } = requireStock(call, coupon, fields.stock_id)
  const userCoupon = call.state.coupons.userCoupons.find(String(call.path.coupon_code))
  const fits =
    userCoupon?.owner === owned.owner &&
    userCoupon.brand_id === owned.brand_id &&
    userCoupon.stock_id === stock_id &&
    userCoupon.openid === openid &&
    userCoupon.appid === fields.appid
  if (!fits) throw refuseCoupon('noUserCoupon')
  return userCoupon
}
