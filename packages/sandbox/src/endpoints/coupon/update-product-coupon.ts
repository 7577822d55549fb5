import type { CouponTerms } from '../../coupons/coupon.ts'
import { type Fields, inCouponBody, inside } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon } from './access.ts'
import { checkCouponChange } from './change-fields.ts'
import { requireEffective } from './coupon-state.ts'
import { checkDisplay } from './display-fields.ts'
import { respondToNumber } from './numbers.ts'

type Display = CouponTerms['display_info']

/**
 * 修改商品券, pages 4015781296 and 4016434633 (service provider), 4015736325 and 4016427371 (brand). The display is
 * replaced as a whole, but for its pictures: without a list, or with an empty one, they stay.
 */
export function updateProductCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkCouponChange(body, identity.kind)
  const owned = ownerOf(call, body)
  const coupon = requireCoupon(call, owned, path.product_coupon_id)
  return respondToNumber(call, owned, 'updateCoupon', () => {
    requireEffective(coupon)
    checkDisplay(body.display_info as Fields, coupon.terms.scope, inside(inCouponBody, 'display_info'))
    const display_info = changedDisplay(coupon.terms.display_info, body.display_info as Display)
    const changed = { ...coupon, terms: { ...coupon.terms, display_info } }
    const { coupons, received } = state.coupons
    return success(received.coupon(coupons.replace(changed, { step: 'update', by: 'request' })))
  })
}

function changedDisplay({ detail_image_url_list: before }: Display, sent: Display): Display {
  const { detail_image_url_list: after, ...display } = sent
  const pictures = after?.length ? after : before
  return { ...display, ...(pictures && { detail_image_url_list: pictures }) }
}
