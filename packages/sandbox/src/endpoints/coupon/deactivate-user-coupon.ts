import { refuseCoupon } from '../../http/coupon-refusals.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { requireUserCoupon } from './access.ts'
import { endingOf } from './ending.ts'
import { respondToNumber } from './numbers.ts'
import { shownUserCoupon } from './responses.ts'
import { checkUserDeactivation } from './user-coupon-fields.ts'
import { takeRequestedStep } from './user-coupon-step.ts'

/** 失效用户商品券, pages 4015781578 (service provider) and 4015736411 (brand). Not for one of a group. */
export function deactivateUserCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkUserDeactivation(body, identity.kind)
  const userCoupon = requireUserCoupon(call, body)
  return respondToNumber(call, userCoupon, 'deactivate', () => {
    if (userCoupon.bundle) throw refuseCoupon('userCouponInBundle')
    const deactivation = endingOf(call)
    const { reason } = deactivation
    const ended = takeRequestedStep(state, userCoupon, 'deactivate', { change: { deactivation }, reason })
    return success(shownUserCoupon(state, ended))
  })
}
