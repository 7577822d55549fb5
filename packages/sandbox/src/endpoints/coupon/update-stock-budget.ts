import type { Batch } from '../../coupons/batch.ts'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import type { Fields } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { changeBudget } from '../../plans/follow-batch.ts'
import type { State } from '../../plans/state.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon, requireStock } from './access.ts'
import { checkBudget } from './budget-fields.ts'
import { respondToNumber } from './numbers.ts'
import { changedStock } from './responses.ts'
import { requireChangeable } from './stock-state.ts'

/**
 * 修改商品券批次预算, pages 4015781561 (service provider) and 4015736398 (brand). That a limit for each day must not be
 * below what was given out today is inferred.
 */
export function updateStockBudget(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkBudget(body, identity.kind)
  const owned = ownerOf(call, body)
  const coupon = requireCoupon(call, owned, path.product_coupon_id)
  const batch = requireStock(call, coupon, path.stock_id)
  return respondToNumber(call, owned, 'updateBudget', () => {
    requireChangeable(batch)
    return success(changedStock(state, changeBudget(state, batch, changeOf(state, batch, body))))
  })
}

/** The new number, if the present one is right. */
function changeOf(state: State, batch: Batch, body: Fields): Partial<Batch['terms']['stock_send_rule']> {
  const { total, today } = state.coupons.sentOf(batch)
  const [name, sent] =
    body.update_mode === 'MAX_COUNT'
      ? (['max_count', total] as const)
      : (['max_count_per_day', today] as const)
  const present = batch.terms.stock_send_rule[name]
  if (present === undefined) throw refuseCoupon('noDailyLimit')
  if (body[`current_${name}`] !== present) throw refuseCoupon('staleBudget')
  const target = Number(body[`target_${name}`])
  if (target < sent) throw refuseCoupon('belowSent')
  return { [name]: target }
}
