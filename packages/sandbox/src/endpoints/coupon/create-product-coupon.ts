import type { BatchTerms } from '../../coupons/batch.ts'
import type { BundleTerms } from '../../coupons/bundle.ts'
import type { Coupon, CouponTerms } from '../../coupons/coupon.ts'
import { addCoupon, addStock } from '../../coupons/create.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import type { Fields } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { State } from '../../plans/state.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf } from './access.ts'
import { checkNewCoupon } from './new-coupon-fields.ts'
import { respondToNumber } from './numbers.ts'
import { changedStock } from './responses.ts'

/**
 * 创建商品券, pages 4015781289 and 4016434630 (service provider), 4015736297 and 4016427368 (brand). The pages name the
 * callback URL as a precondition; how its absence is refused is inferred.
 */
export function createProductCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkNewCoupon(body, identity.kind)
  const owned = ownerOf(call, body)
  return respondToNumber(call, owned, 'createCoupon', () => {
    if (!state.couponNotifyUrls.has(identity.kind)) throw refuseCoupon('urlNeeded')
    const coupon = addCoupon(state.coupons, { ...owned, terms: termsOf(body) })
    return success({ ...state.coupons.received.coupon(coupon), ...addFirst(state, coupon, body) })
  })
}

/** The fields have been checked, so their types are known. */
function termsOf(body: Fields): CouponTerms {
  const { scope, type, usage_mode, display_info, out_product_no } = body as unknown as CouponTerms
  const { single_usage_info, progressive_bundle_usage_info } = body as unknown as CouponTerms
  return {
    ...{ scope, type, usage_mode, display_info },
    ...(single_usage_info && { single_usage_info }),
    ...(progressive_bundle_usage_info && { progressive_bundle_usage_info }),
    ...(out_product_no !== undefined && { out_product_no }),
  }
}

/** Its first batch, or its first group of batches. */
function addFirst(state: State, coupon: Coupon, { stock, stock_bundle }: Fields): object {
  const { coupons } = state
  if (stock !== undefined) {
    const [batch] = addStock(coupons, coupon, { kind: 'batch', terms: stock as BatchTerms })
    return { stock: batch && changedStock(state, batch) }
  }
  const batches = addStock(coupons, coupon, { kind: 'bundle', terms: stock_bundle as BundleTerms })
  return {
    stock_bundle: {
      stock_bundle_id: batches[0]?.stock_bundle_info?.stock_bundle_id,
      stock_list: batches.map((batch) => changedStock(state, batch)),
    },
  }
}
