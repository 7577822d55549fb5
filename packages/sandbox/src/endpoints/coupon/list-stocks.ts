import { batchStates } from '../../coupons/states.ts'
import { type FieldRules, optional } from '../../http/fields.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { oneOf } from '../../http/value-checks.ts'
import type { EndpointCall } from '../route.ts'
import { ownerOf, requireCoupon } from './access.ts'
import { id } from './common-fields.ts'
import { ofBrand } from './of-brand.ts'
import { readPageQuery } from './page-fields.ts'
import { pageOf } from './page-token.ts'
import { readStock } from './responses.ts'

const filters: FieldRules = { state: optional(oneOf(...batchStates)), stock_bundle_id: optional(id) }

/**
 * 查询商品券批次列表, pages 4015781553 and 4016434641 (service provider), 4015736384 and 4016427459 (brand). Their order
 * is not documented, except that samples show the batches of a group in that of their rounds; here it is that of their
 * creation.
 */
export async function listStocks(call: EndpointCall): Promise<ResponseContent> {
  const { identity, path, query, state } = call
  const asked = readPageQuery(query, ofBrand(identity.kind, filters))
  const coupon = requireCoupon(call, ownerOf(call, asked.filters), path.product_coupon_id)
  const { state: inState, stock_bundle_id } = asked.filters
  const { values, ...page } = await pageOf(call, asked, {
    values: state.coupons.batchesOf(coupon),
    test: (batch) =>
      (inState === undefined || batch.state === inState) &&
      (stock_bundle_id === undefined || batch.stock_bundle_info?.stock_bundle_id === stock_bundle_id),
  })
  return success({ stock_list: values.map((batch) => readStock(state, batch)), ...page })
}
