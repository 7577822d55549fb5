import type { Batch, BatchTerms } from '../../coupons/batch.ts'
import { addStock } from '../../coupons/create.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import { type Fields, inCouponBody, inside } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon } from './access.ts'
import { checkNewStock } from './change-fields.ts'
import { requireEffective } from './coupon-state.ts'
import type { CouponType } from './discount-fields.ts'
import { respondToNumber } from './numbers.ts'
import { changedStock } from './responses.ts'
import { checkStock } from './stock-rules.ts'

const maxEffective = 200
const ended: readonly Batch['state'][] = ['STOPPED', 'DEACTIVATED']

/** 添加商品券批次, pages 4015781304 (service provider) and 4015736342 (brand). Returns the batch itself. */
export function createStock(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkNewStock(body, identity.kind)
  const owned = ownerOf(call, body)
  const coupon = requireCoupon(call, owned, path.product_coupon_id)
  return respondToNumber(call, owned, 'createStock', () => {
    requireEffective(coupon)
    const { scope, type, usage_mode } = coupon.terms
    if (usage_mode !== 'SINGLE') throw refuseCoupon('bundleCoupon')
    // Coupons that were created here have one of the three types.
    const kind = { scope, type: type as CouponType }
    checkStock(body.stock as Fields, kind, { place: inside(inCouponBody, 'stock'), needsDays: true })
    const { batchesOf } = state.coupons
    const effective = batchesOf(coupon).filter((batch) => !ended.includes(batch.state))
    if (effective.length >= maxEffective) throw refuseCoupon('tooManyStocks')
    const [batch] = addStock(state.coupons, coupon, { kind: 'batch', terms: body.stock as BatchTerms })
    return success(changedStock(state, batch as Batch))
  })
}
