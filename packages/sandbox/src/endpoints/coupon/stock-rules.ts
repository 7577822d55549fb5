import { type FieldPlace, type Fields, inside } from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'
import { type CouponType, ruleNames } from './discount-fields.ts'
import { checkPeriod } from './period-rules.ts'
import { checkUsageDisplay } from './usage-fields.ts'

/** What a coupon is, as far as its batches depend on it. */
export interface CouponKind {
  readonly scope: unknown
  readonly type: CouponType
}

export interface StockPlace {
  readonly place: FieldPlace
  /** As in `checkPeriod`. */
  readonly needsDays: boolean
}

/**
 * Checks a batch of a single coupon whose fields have been checked: the rule is in the batch of a single-item coupon
 * only, and fits the type.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export function checkStock(
  stock: Fields,
  { scope, type }: CouponKind,
  { place, needsDays }: StockPlace,
): void {
  requirePresence(stock, 'single_usage_rule', { when: 'usage_mode=SINGLE', place, cause: 268580485 })
  const rule = stock.single_usage_rule as Fields
  const within = inside(place, 'single_usage_rule')
  const presence = { when: `scope=${scope}, type=${type}`, place: within, cause: 268579830 } as const
  for (const [of, name] of Object.entries(ruleNames)) {
    if (scope === 'SINGLE' && of === type) requirePresence(rule, name, presence)
    else requireAbsence(rule, name, presence)
  }
  checkPeriod(rule.coupon_available_period as Fields, inside(within, 'coupon_available_period'), {
    needsDays,
  })
  checkUsageDisplay(stock.usage_rule_display_info as Fields, inside(place, 'usage_rule_display_info'))
}
