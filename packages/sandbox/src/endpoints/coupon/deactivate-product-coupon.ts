import { type ResponseContent, success } from '../../http/responses.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon } from './access.ts'
import { checkDeactivation } from './change-fields.ts'
import { requireEffective } from './coupon-state.ts'
import { endingOf } from './ending.ts'

/**
 * 失效商品券, pages 4015781290 and 4016434631 (service provider), 4015736315 and 4016427369 (brand). It ends all batches,
 * and the plans that deliver them; what users have stays. The state decides, not the request number. That its batches show
 * the same request is inferred.
 */
export function deactivateProductCoupon(call: EndpointCall): ResponseContent {
  const { body, identity, path, state } = call
  checkDeactivation(body, identity.kind)
  const coupon = requireCoupon(call, ownerOf(call, body), path.product_coupon_id)
  requireEffective(coupon)
  const { coupons, batchesOf, takeBatchStep, received } = state.coupons
  const deactivation = endingOf(call)
  const { reason } = deactivation
  const ended = coupons.replace(
    { ...coupon, state: 'DEACTIVATED', deactivation },
    { step: 'deactivate', by: 'request', reason },
  )
  for (const batch of batchesOf(ended)) {
    takeBatchStep(batch, 'deactivate', { by: 'request', change: { deactivation }, reason })
  }
  return success(received.coupon(ended))
}
