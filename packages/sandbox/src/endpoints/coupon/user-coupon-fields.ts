import {
  checkFields,
  type FieldRules,
  type Fields,
  inCouponBody,
  optional,
  required,
} from '../../http/fields.ts'
import { expected, integer, text, time } from '../../http/value-checks.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import { requestNumber } from '../../plans/plan-fields.ts'
import { id, reason } from './common-fields.ts'
import { ofBrand } from './of-brand.ts'
import { checkOrder, orderFields } from './order-fields.ts'

/** What names a user's coupon besides its path. */
export const userCouponIds: FieldRules = {
  product_coupon_id: required(id),
  stock_id: required(id),
  appid: required(text),
}

const actionFields: FieldRules = { ...userCouponIds, out_request_no: required(requestNumber) }

/** That ids of stores are digits is inferred. */
const storeId = expected((value) => typeof value === 'string' && /^\d{1,32}$/.test(value), {
  zh: '须为微信支付的门店ID，1到32位数字',
  en: "it must be WeChat Pay's id of a store, 1 to 32 digits",
})

const useFields: FieldRules = {
  ...actionFields,
  use_time: required(time, 268578222),
  store_id: optional(storeId, 268578640),
  saved_amount: optional(integer(0)),
  ...orderFields,
}

const deactivateFields: FieldRules = { ...actionFields, deactivate_reason: required(reason) }

/**
 * Checks the body of a confirmation or a return.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781575}
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781599}
 */
export function checkAction(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, actionFields), body, inCouponBody)
}

/**
 * Checks the body of a redemption.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781608}
 */
export function checkUse(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, useFields), body, inCouponBody)
  checkOrder(body)
}

/**
 * Checks the body that withdraws a user's coupon.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781578}
 */
export function checkUserDeactivation(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, deactivateFields), body, inCouponBody)
}
