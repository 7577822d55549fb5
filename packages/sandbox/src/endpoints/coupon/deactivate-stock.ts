import type { Batch } from '../../coupons/batch.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon, requireStock } from './access.ts'
import { checkDeactivation } from './change-fields.ts'
import { endingOf } from './ending.ts'
import { changedStock } from './responses.ts'
import { requireChangeable } from './stock-state.ts'

/**
 * 失效商品券批次, pages 4015781532 (service provider) and 4015736352 (brand). What users have stays. The state decides,
 * not the request number.
 */
export function deactivateStock(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkDeactivation(body, identity.kind)
  const coupon = requireCoupon(call, ownerOf(call, body), path.product_coupon_id)
  const batch = requireStock(call, coupon, path.stock_id)
  requireChangeable(batch)
  const deactivation = endingOf(call)
  const { reason } = deactivation
  // What can be changed can be ended.
  const how = { by: 'request', change: { deactivation }, reason } as const
  return success(changedStock(state, state.coupons.takeBatchStep(batch, 'deactivate', how) as Batch))
}
