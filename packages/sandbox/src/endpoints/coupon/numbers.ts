import type { Owned } from '../../coupons/owned.ts'
import { type CouponReason, refuseCoupon } from '../../http/coupon-refusals.ts'
import type { ResponseContent } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'

/** A kind of calls that is numbered apart. */
type Series =
  | 'createCoupon'
  | 'createStock'
  | 'updateCoupon'
  | 'updateStock'
  | 'updateBudget'
  | 'confirm'
  | 'use'
  | 'return'
  | 'deactivate'

/** What a number that was used is answered with. */
const reasons: Readonly<Record<Series, CouponReason>> = {
  createCoupon: 'couponExists',
  createStock: 'stockExists',
  updateCoupon: 'changeExists',
  updateStock: 'changeExists',
  updateBudget: 'changeExists',
  confirm: 'numberUsed',
  use: 'numberUsed',
  return: 'numberUsed',
  deactivate: 'numberUsed',
}

/**
 * Handles a request number once for each kind of call, caller and brand. The pages print a refusal for a number that was
 * used, and say nothing of the same request again: here that is refused, too. A call that is refused leaves its number
 * free. That each kind of call has a series of its own is inferred; so is how long a number is remembered: for ever.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736403}
 */
export function respondToNumber(
  { body, state }: EndpointCall,
  { owner, brand_id }: Owned,
  series: Series,
  handle: () => ResponseContent,
): ResponseContent {
  const key = `${series} ${owner} ${brand_id} ${body.out_request_no}`
  if (state.couponNumbers.has(key)) throw refuseCoupon(reasons[series])
  const response = handle()
  state.couponNumbers.add(key)
  return response
}
