import { type FieldRules, type Fields, inCouponBody, inside, objectOf, optional } from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'
import { expected, text } from '../../http/value-checks.ts'

/** That ids of merchants are digits is inferred. */
const mchid = optional(
  expected((value) => typeof value === 'string' && /^\d{1,32}$/.test(value), {
    zh: '须为1到32位数字',
    en: 'it must have 1 to 32 digits',
  }),
  268585347,
)

const outOrderNo = expected((value) => typeof value === 'string' && /^[\w|-]{1,32}$/.test(value), {
  zh: '须为1到32位数字、字母、下划线、连字符或竖线',
  en: 'it must have 1 to 32 digits, letters, _, - or |',
})

/** The order with which a coupon is redeemed, of either kind. */
export const orderFields: FieldRules = {
  associated_order_info: optional(
    objectOf({ transaction_id: optional(text), out_trade_no: optional(text), mchid, sub_mchid: mchid }),
  ),
  associated_pay_score_order_info: optional(
    objectOf({ order_id: optional(text), out_order_no: optional(outOrderNo), mchid, sub_mchid: mchid }),
  ),
}

const numbers = {
  associated_order_info: ['transaction_id', 'out_trade_no'],
  associated_pay_score_order_info: ['order_id', 'out_order_no'],
} as const

/**
 * Checks the order of a redemption: at most one of the two kinds, with at least one of its numbers. The page demands one of
 * the two, but their rows call both optional; here none is accepted. Whether `sub_mchid` is due depends on the order,
 * which the sandbox does not know. The number of a missing `mchid` is inferred.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export function checkOrder(body: Fields): void {
  if (body.associated_order_info !== undefined) {
    const when = 'associated_order_info is given'
    requireAbsence(body, 'associated_pay_score_order_info', { when, place: inCouponBody })
  }
  for (const [name, [theirs, ours]] of Object.entries(numbers)) {
    const order = body[name] as Fields | undefined
    if (!order) continue
    const place = inside(inCouponBody, name)
    if (order[ours] === undefined) requirePresence(order, theirs, { when: `${ours} is missing`, place })
    else requirePresence(order, 'mchid', { when: `${ours} is given`, place, cause: 268585347 })
  }
}
