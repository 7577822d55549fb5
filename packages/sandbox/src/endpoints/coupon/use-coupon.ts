import { type Batch, periodOf } from '../../coupons/batch.ts'
import type { Use, UserCouponRecord } from '../../coupons/user-coupon.ts'
import { isWithinHours } from '../../coupons/validity.ts'
import { canonicalJson } from '../../http/canonical.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import { type Fields, inCouponBody, wrongField } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { handOutNext } from '../../plans/hand-out.ts'
import type { State } from '../../plans/state.ts'
import { enqueueSent } from '../../plans/take-step.ts'
import type { EndpointCall } from '../route.ts'
import { requireUserCoupon } from './access.ts'
import { respondToNumber } from './numbers.ts'
import { shownUserCoupon } from './responses.ts'
import { checkUse } from './user-coupon-fields.ts'
import { takeRequestedStep } from './user-coupon-step.ts'

/**
 * 核销用户商品券, pages 4015781608 and 4016435636 (service provider), 4015736433 and 4016427398 (brand). The next coupon
 * of a group is given to the user, and its owner notified.
 */
export function useCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkUse(body, identity.kind)
  checkTime(state, body.use_time)
  const userCoupon = requireUserCoupon(call, body)
  return respondToNumber(call, userCoupon, 'use', () => {
    const use = useIn(body)
    checkUsable(state, userCoupon, use)
    // A coupon that was returned is redeemed as if it was the first time.
    const used = takeRequestedStep(state, userCoupon, 'use', { change: { use, return: undefined } })
    const next = handOutNext(state, used)
    if (next) enqueueSent(state, next)
    return success(shownUserCoupon(state, used))
  })
}

/** Milliseconds. That a time is refused which is too far from the server's is documented, how far is not. */
const maxDistance = 300_000

function checkTime({ now }: State, value: unknown): void {
  if (Math.abs(Date.parse(String(value)) - now()) <= maxDistance) return
  const issue = { zh: '与当前时间相差不可超过5分钟', en: 'it must be at most 5 minutes from now' }
  throw wrongField('use_time', { value, issue, place: inCouponBody })
}

function checkUsable(state: State, userCoupon: UserCouponRecord, use: Use): void {
  const { coupon_state, stock_id } = userCoupon
  if (coupon_state === 'USED' && hasOrder(use) && orderOf(use) === orderOf(userCoupon.use as Use)) {
    throw refuseCoupon('orderUsed')
  }
  const { terms } = state.coupons.findBatch(userCoupon, stock_id) as Batch
  if (coupon_state === 'EFFECTIVE' && !isWithinHours(periodOf(terms), state.now())) {
    throw refuseCoupon('notUsable')
  }
}

function hasOrder({ associated_order_info, associated_pay_score_order_info }: Use): boolean {
  return (associated_order_info ?? associated_pay_score_order_info) !== undefined
}

function orderOf({ associated_order_info, associated_pay_score_order_info }: Use): string {
  return canonicalJson([associated_order_info, associated_pay_score_order_info])
}

/** The fields have been checked, so their types are known. */
function useIn(body: Fields): Use {
  const { use_time, store_id, saved_amount } = body as unknown as Use
  const { associated_order_info, associated_pay_score_order_info } = body as unknown as Use
  const request_no = String(body.out_request_no)
  return {
    ...{ request_no, use_time, store_id, saved_amount },
    ...{ associated_order_info, associated_pay_score_order_info },
  }
}
