import { type FieldRules, listOf, objectOf, optional, required, type Shape } from '../../http/fields.ts'
import { type Check, characters, integerWithin, oneOf, text } from '../../http/value-checks.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import { discountRule, exchangeRule, normalRule } from './discount-fields.ts'
import { availablePeriod } from './period-fields.ts'
import { couponDisplay, couponDisplayWithoutFinder, usageDisplay } from './usage-fields.ts'

/** A number of coupons in all or for each day. */
export const couponCount: Check = integerWithin(1, 100_000_000)

const remark = optional(characters(20))
const notifyConfig = objectOf({ notify_appid: required(text) })
const storeScope = oneOf('NONE', 'ALL', 'SPECIFIC')

const commonFields: FieldRules = {
  remark,
  stock_send_rule: required(
    objectOf({
      max_count: required(couponCount),
      max_count_per_day: optional(couponCount),
      max_count_per_user: required(integerWithin(1, 100)),
    }),
  ),
  usage_rule_display_info: required(usageDisplay),
  coupon_display_info: required(couponDisplay),
  notify_config: required(notifyConfig),
  store_scope: required(storeScope),
}

/**
 * A batch of a single coupon. `single_usage_rule` is required, too, by a cause of its own: `checkStock`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export const stockInput: Shape = objectOf({
  ...commonFields,
  coupon_code_mode: required(oneOf('WECHATPAY', 'UPLOAD', 'API_ASSIGN')),
  single_usage_rule: optional(
    objectOf({
      coupon_available_period: required(availablePeriod),
      normal_coupon: optional(normalRule),
      discount_coupon: optional(discountRule),
      exchange_coupon: optional(exchangeRule),
    }),
  ),
})

const maxRounds = 15

/**
 * A group of batches. `progressive_bundle_usage_rule` is required, too, by a cause of its own: `checkStockBundle`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export const stockBundleInput: Shape = objectOf({
  ...commonFields,
  coupon_code_mode: required(oneOf('WECHATPAY', 'UPLOAD'), 268584135),
  progressive_bundle_usage_rule: optional(
    objectOf({
      coupon_available_period: required(availablePeriod),
      normal_coupon_list: optional(listOf(normalRule, { max: maxRounds })),
      discount_coupon_list: optional(listOf(discountRule, { max: maxRounds })),
      exchange_coupon_list: optional(listOf(exchangeRule, { max: maxRounds })),
    }),
  ),
})

/**
 * What a change of a batch may carry. The page for brands does not list `entrance_finder`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781556}
 */
export const stockChangeFields: Readonly<Record<IdentityKind, FieldRules>> = {
  partner: changesWith(couponDisplay),
  brand: changesWith(couponDisplayWithoutFinder),
}

function changesWith(display: Shape): FieldRules {
  return {
    remark,
    usage_rule_display_info: optional(usageDisplay),
    coupon_display_info: optional(display),
    notify_config: optional(notifyConfig),
    store_scope: optional(storeScope),
  }
}
