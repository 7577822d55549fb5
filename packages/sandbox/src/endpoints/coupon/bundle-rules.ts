import { type FieldPlace, type Fields, inside, wrongField } from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'
import { type CouponType, ruleNames } from './discount-fields.ts'
import { checkPeriod } from './period-rules.ts'
import { checkUsageDisplay } from './usage-fields.ts'

/** A coupon of several uses, as far as its groups of batches depend on it. */
export interface BundledKind {
  readonly type: CouponType
  /** Rounds. */
  readonly count: number
}

/**
 * Checks a group of batches whose fields have been checked: one rule for each round, in the list of the type. Where two
 * numbers would fit, which one WeChat Pay gives is inferred.
 *
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export function checkStockBundle(bundle: Fields, { type, count }: BundledKind, place: FieldPlace): void {
  const name = 'progressive_bundle_usage_rule'
  requirePresence(bundle, name, { when: 'usage_mode=PROGRESSIVE_BUNDLE', place, cause: 268584139 })
  const rule = bundle[name] as Fields
  const within = inside(place, name)
  const when = `type=${type}`
  for (const [of, other] of Object.entries(ruleNames)) {
    if (of !== type) requireAbsence(rule, `${other}_list`, { when, place: within, cause: 268584141 })
  }
  const listName = `${ruleNames[type]}_list`
  requirePresence(rule, listName, { when, place: within, cause: 268579829 })
  const rounds = rule[listName] as readonly Readonly<Record<string, number>>[]
  if (rounds.length !== count) {
    const issue = { zh: `须为${count}条，与count一致`, en: `it must have ${count} rules, as many as count` }
    throw wrongField(listName, { value: rounds, issue, place: within, cause: 268579829 })
  }
  checkGenerosity(rounds, type, inside(within, listName))
  checkPeriod(rule.coupon_available_period as Fields, inside(within, 'coupon_available_period'), {
    needsDays: false,
  })
  checkUsageDisplay(bundle.usage_rule_display_info as Fields, inside(place, 'usage_rule_display_info'))
}

/** What a rule is worth, and whether more is more generous. */
const measures = {
  NORMAL: ['discount_amount', 1],
  DISCOUNT: ['percent_off', 1],
  EXCHANGE: ['exchange_price', -1],
} as const

/**
 * From the third round on, none is less generous than the one before. The first round is free, so the second is
 * compared with nothing. No number is documented.
 */
function checkGenerosity(
  rounds: readonly Readonly<Record<string, number>>[],
  type: CouponType,
  place: FieldPlace,
): void {
  const [measure, sign] = measures[type]
  for (let i = 2; i < rounds.length; i++) {
    const [before, after] = [rounds[i - 1]?.[measure] as number, rounds[i]?.[measure] as number]
    if ((after - before) * sign >= 0) continue
    const [zh, en] = sign > 0 ? ['小', 'at least'] : ['大', 'at most']
    const issue = {
      zh: `不可${zh}于上一次的${before}`,
      en: `it must be ${en} ${before}, as in the round before`,
    }
    throw wrongField(measure, { value: after, issue, place: inside(place, i) })
  }
}
