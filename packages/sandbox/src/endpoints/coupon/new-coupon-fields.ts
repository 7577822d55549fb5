import {
  checkFields,
  type FieldRules,
  type Fields,
  inCouponBody,
  inside,
  objectOf,
  optional,
  required,
  wrongField,
} from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'
import { characters, integerWithin, oneOf } from '../../http/value-checks.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import { requestNumber } from '../../plans/plan-fields.ts'
import { checkStockBundle } from './bundle-rules.ts'
import { type CouponType, discountRule, normalRule, ruleNames } from './discount-fields.ts'
import { checkDisplay, displayInfo } from './display-fields.ts'
import { ofBrand } from './of-brand.ts'
import { stockBundleInput, stockInput } from './stock-fields.ts'
import { checkStock } from './stock-rules.ts'

const fields: FieldRules = {
  out_request_no: required(requestNumber),
  out_product_no: optional(characters(40)),
  scope: required(oneOf('ALL', 'SINGLE')),
  type: required(oneOf('NORMAL', 'DISCOUNT', 'EXCHANGE')),
  usage_mode: required(oneOf('SINGLE', 'PROGRESSIVE_BUNDLE'), 268580889),
  display_info: required(displayInfo),
  single_usage_info: optional(
    objectOf({ normal_coupon: optional(normalRule), discount_coupon: optional(discountRule) }),
  ),
  progressive_bundle_usage_info: optional(
    objectOf({ count: required(integerWithin(3, 15)), interval_days: optional(integerWithin(0, 7)) }),
  ),
  stock: optional(stockInput),
  stock_bundle: optional(stockBundleInput),
}

const place = inCouponBody

/**
 * Checks the body that creates a coupon: ten kinds, each with its rule in one place. Where a field is one too many, the
 * number is inferred.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function checkNewCoupon(body: Fields, kind: IdentityKind): void {
  checkFields(ofBrand(kind, fields), body, place)
  const { scope, type } = body
  if (scope === 'ALL' && type === 'EXCHANGE') {
    const issue = {
      zh: 'scope=ALL时须为NORMAL或DISCOUNT',
      en: 'it must be NORMAL or DISCOUNT when scope=ALL',
    }
    throw wrongField('type', { value: type, issue, place, cause: 268579591 })
  }
  if (body.usage_mode === 'SINGLE') checkSingle(body)
  else checkBundle(body)
  checkDisplay(body.display_info as Fields, scope, inside(place, 'display_info'))
}

function checkSingle(body: Fields): void {
  const { scope } = body
  const type = body.type as CouponType
  const when = 'usage_mode=SINGLE'
  requirePresence(body, 'stock', { when, place, cause: 268584137 })
  for (const name of ['stock_bundle', 'progressive_bundle_usage_info']) {
    requireAbsence(body, name, { when, place })
  }
  if (scope === 'ALL') checkUsageInfo(body, type)
  else requireAbsence(body, 'single_usage_info', { when: 'scope=SINGLE', place, cause: 268579815 })
  checkStock(body.stock as Fields, { scope, type }, { place: inside(place, 'stock'), needsDays: false })
}

/** The rule of a single coupon for the whole shop. */
function checkUsageInfo(body: Fields, type: CouponType): void {
  const name = 'single_usage_info'
  requirePresence(body, name, { when: 'usage_mode=SINGLE, scope=ALL', place, cause: 268578486 })
  const info = body[name] as Fields
  const within = { when: `type=${type}`, place: inside(place, name) }
  const [other, cause] =
    type === 'NORMAL' ? (['DISCOUNT', 268578478] as const) : (['NORMAL', 268578479] as const)
  requirePresence(info, ruleNames[type], { ...within, cause })
  requireAbsence(info, ruleNames[other], within)
}

function checkBundle(body: Fields): void {
  const when = 'usage_mode=PROGRESSIVE_BUNDLE'
  requirePresence(body, 'stock_bundle', { when, place, cause: 268584138 })
  requirePresence(body, 'progressive_bundle_usage_info', { when, place, cause: 268584142 })
  for (const name of ['stock', 'single_usage_info']) requireAbsence(body, name, { when, place })
  const { count } = body.progressive_bundle_usage_info as { readonly count: number }
  const type = body.type as CouponType
  checkStockBundle(body.stock_bundle as Fields, { type, count }, inside(place, 'stock_bundle'))
}
