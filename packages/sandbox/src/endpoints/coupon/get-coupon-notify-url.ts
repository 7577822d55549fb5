import { refuseCoupon } from '../../http/coupon-refusals.ts'
import { inCouponQuery } from '../../http/fields.ts'
import { readQuery } from '../../http/query.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { toChinaTime } from '../../http/times.ts'
import type { EndpointCall } from '../route.ts'

/** 查询商品券事件通知地址, pages 4015781284 (service provider) and 4015736292 (brand). */
export function getCouponNotifyUrl(call: EndpointCall): ResponseContent {
  const { identity, query, state } = call
  readQuery(query, {}, inCouponQuery)
  const set = state.couponNotifyUrls.get(identity.kind)
  if (!set) throw refuseCoupon('noNotifyUrl')
  return success({ notify_url: set.url, update_time: toChinaTime(set.time) })
}
