import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { requireUserCoupon } from './access.ts'
import { respondToNumber } from './numbers.ts'
import { shownUserCoupon } from './responses.ts'
import { checkAction } from './user-coupon-fields.ts'
import { takeRequestedStep } from './user-coupon-step.ts'

/**
 * 确认发放用户商品券, pages 4015781575 and 4016435562 (service provider), 4015736403 and 4016427390 (brand). Another
 * number for a coupon that was confirmed is refused by its state; this is inferred.
 */
export function confirmCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkAction(body, identity.kind)
  const userCoupon = requireUserCoupon(call, body)
  return respondToNumber(call, userCoupon, 'confirm', () => {
    const confirmation = { request_no: String(body.out_request_no), time: state.now() }
    const confirmed = takeRequestedStep(state, userCoupon, 'confirm', { change: { confirmation } })
    return success(shownUserCoupon(state, confirmed))
  })
}
