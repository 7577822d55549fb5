import {
  checkFields,
  type FieldRules,
  type Fields,
  inCouponBody,
  inside,
  required,
} from '../../http/fields.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import { requestNumber } from '../../plans/plan-fields.ts'
import { reason } from './common-fields.ts'
import { displayInfo } from './display-fields.ts'
import { ofBrand } from './of-brand.ts'
import { stockChangeFields, stockInput } from './stock-fields.ts'
import { checkUsageDisplay } from './usage-fields.ts'

const out_request_no = required(requestNumber)
const couponChange: FieldRules = { out_request_no, display_info: required(displayInfo) }
const newStock: FieldRules = { out_request_no, stock: required(stockInput) }
const deactivation: FieldRules = { out_request_no, deactivate_reason: required(reason) }

/**
 * Checks the fields of a change of a coupon. What its scope demands is up to `checkDisplay`.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781296}
 */
export function checkCouponChange(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, couponChange), body, inCouponBody)
}

/**
 * Checks the fields of another batch. What its coupon demands is up to `checkStock`.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export function checkNewStock(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, newStock), body, inCouponBody)
}

/**
 * Checks a change of a batch. Objects are whole: what is required in them is required here, too.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781556}
 */
export function checkStockChange(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, { out_request_no, ...stockChangeFields[kind] }), body, inCouponBody)
  const display = body.usage_rule_display_info
  if (display !== undefined) {
    checkUsageDisplay(display as Fields, inside(inCouponBody, 'usage_rule_display_info'))
  }
}

/**
 * Checks the body that ends a coupon or a batch.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781290}
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781532}
 */
export function checkDeactivation(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, deactivation), body, inCouponBody)
}
