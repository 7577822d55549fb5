import { checkFields, type FieldRules, inCouponBody, required } from '../../http/fields.ts'
import type { ResponseContent } from '../../http/responses.ts'
import { callbackUrl } from '../callback-url.ts'
import type { EndpointCall } from '../route.ts'
import { getCouponNotifyUrl } from './get-coupon-notify-url.ts'

const fields: FieldRules = { notify_url: required(callbackUrl) }

/** 设置商品券事件通知地址, pages 4015781286 (service provider) and 4015736293 (brand). */
export function setCouponNotifyUrl(call: EndpointCall): ResponseContent {
  const { body, identity, state } = call
  checkFields(fields, body, inCouponBody)
  state.setCouponNotifyUrl(identity.kind, String(body.notify_url))
  return getCouponNotifyUrl(call)
}
