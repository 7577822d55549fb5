import type { BatchTerms } from '../../coupons/batch.ts'
import type { Fields } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon, requireStock } from './access.ts'
import { checkStockChange } from './change-fields.ts'
import { respondToNumber } from './numbers.ts'
import { changedStock } from './responses.ts'
import { requireChangeable } from './stock-state.ts'

/**
 * 修改商品券批次, pages 4015781556 (service provider) and 4015736391 (brand). An object replaces the whole one. Without
 * `store_scope`, it becomes `NONE`, as the pages say. A change is effective at once: the review is left out.
 */
export function updateStock(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkStockChange(body, identity.kind)
  const owned = ownerOf(call, body)
  const coupon = requireCoupon(call, owned, path.product_coupon_id)
  const batch = requireStock(call, coupon, path.stock_id)
  return respondToNumber(call, owned, 'updateStock', () => {
    requireChangeable(batch)
    const changed = { ...batch, terms: { ...batch.terms, ...changeIn(body) } }
    const event = { step: 'update', by: 'request' } as const
    return success(changedStock(state, state.coupons.batches.replace(changed, event)))
  })
}

function changeIn({ out_request_no: _, brand_id: __, ...change }: Fields): Partial<BatchTerms> {
  return { store_scope: 'NONE', ...change }
}
