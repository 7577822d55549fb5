import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { requireUserCoupon } from './access.ts'
import { respondToNumber } from './numbers.ts'
import { shownUserCoupon } from './responses.ts'
import { checkAction } from './user-coupon-fields.ts'
import { takeRequestedStep } from './user-coupon-step.ts'

/** 退券, pages 4015781599 and 4016435674 (service provider), 4015736429 and 4016427409 (brand). */
export function returnCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkAction(body, identity.kind)
  const userCoupon = requireUserCoupon(call, body)
  return respondToNumber(call, userCoupon, 'return', () => {
    const change = { return: { request_no: String(body.out_request_no), time: state.now() } }
    return success(shownUserCoupon(state, takeRequestedStep(state, userCoupon, 'return', { change })))
  })
}
