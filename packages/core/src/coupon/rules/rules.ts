import type { InputRule } from '../../contract/endpoint.ts'
import { displayIssues, usageDisplayIssues } from './display-issues.ts'
import {
  advice,
  type Fields,
  fieldsOf,
  forbidden,
  type Issue,
  isGiven,
  required,
  timeIssues,
} from './issue.ts'
import { noRule, oneRule, roundIssues, thresholdAdvice } from './price-issues.ts'
import { stockIssues } from './stock-issues.ts'

const bundled = ['progressive_bundle_usage_info', 'stock_bundle'] as const

/** What it is for, and what it does: a fixed price is only for certain items. */
const typeRule: InputRule = ({ scope, type, usage_mode }) => [
  ...(scope === 'ALL' && type === 'EXCHANGE'
    ? [{ path: '/type', rule: 'item_type', message: 'EXCHANGE needs scope SINGLE.' }]
    : []),
  ...(scope === 'SINGLE' && type === 'NORMAL' && usage_mode === 'SINGLE'
    ? [
        advice({
          path: '/type',
          rule: 'for_plan',
          message: 'A delivery plan takes no NORMAL coupon of scope SINGLE.',
        }),
      ]
    : []),
]

/** A single coupon has a batch; one of several uses has a group of batches. */
const modeRule: InputRule = (input) => {
  const mode = input.usage_mode
  if (mode !== 'SINGLE' && mode !== 'PROGRESSIVE_BUNDLE') return []
  const when = `when usage_mode is ${mode}`
  return mode === 'SINGLE'
    ? [
        ...required(input, '', 'stock', when),
        ...bundled.flatMap((name) => forbidden(input, '', name, when)),
        ...singleIssues(input),
      ]
    : [
        ...bundled.flatMap((name) => required(input, '', name, when)),
        ...['stock', 'single_usage_info'].flatMap((name) => forbidden(input, '', name, when)),
        ...bundleIssues(input),
      ]
}

/** Where the rule of a single coupon is: in the coupon for the whole shop, in the batch for certain items. */
function singleIssues(input: Fields): Issue[] {
  const { scope, type, single_usage_info } = input
  const usageRule = fieldsOf(input.stock).single_usage_rule
  const at = '/stock/single_usage_rule'
  const info = '/single_usage_info'
  const inCoupon = scope === 'ALL' && type !== 'EXCHANGE'
  return [
    ...(inCoupon ? required(input, '', 'single_usage_info', 'when scope is ALL') : []),
    ...(inCoupon && isGiven(input, 'single_usage_info') ? oneRule(single_usage_info, info, type) : []),
    ...(scope === 'ALL' ? noRule(usageRule, at) : []),
    ...(scope === 'SINGLE'
      ? forbidden(input, '', 'single_usage_info', 'when scope is SINGLE: the rule is in the batch')
      : []),
    ...(scope === 'SINGLE' && usageRule !== undefined ? oneRule(usageRule, at, type) : []),
    ...thresholdAdvice(single_usage_info, info),
    ...thresholdAdvice(usageRule, at),
  ]
}

function bundleIssues(input: Fields): Issue[] {
  const name = 'progressive_bundle_usage_rule'
  const at = `/stock_bundle/${name}`
  const usageRule = fieldsOf(input.stock_bundle)[name]
  const { count } = fieldsOf(input.progressive_bundle_usage_info)
  return [
    ...(usageRule === undefined ? [] : oneRule(usageRule, at, input.type, '_list')),
    ...roundIssues(usageRule, at, count),
    ...thresholdAdvice(usageRule, at),
  ]
}

/** Rules for the creation of a product coupon: what its types say, for callers without types, and what they cannot say. */
export const productCouponRules: readonly InputRule[] = [
  typeRule,
  modeRule,
  (input) => stockIssues(input.stock, '/stock', 'single_usage_rule'),
  (input) => stockIssues(input.stock_bundle, '/stock_bundle', 'progressive_bundle_usage_rule'),
  (input) => displayIssues(input.display_info, '/display_info', input.scope),
]

/** Rules for a change of a product coupon. Whether its scope needs a price is not known here. */
export const productCouponChangeRules: readonly InputRule[] = [
  (input) => displayIssues(input.display_info, '/display_info', undefined),
]

const stockRule: InputRule = ({ stock }) => {
  const at = '/stock/single_usage_rule'
  const rule = fieldsOf(fieldsOf(stock).single_usage_rule)
  const given = ['normal_coupon', 'discount_coupon', 'exchange_coupon'].filter((name) => isGiven(rule, name))
  const more = given.slice(1).flatMap((name) => forbidden(rule, at, name, `with ${given[0]}`))
  return [...more, ...stockIssues(stock, '/stock', 'single_usage_rule'), ...thresholdAdvice(rule, at)]
}

/** Rules for another batch. Which rule fits the coupon is not known here. */
export const stockRules: readonly InputRule[] = [stockRule]

/** Rules for a change of a batch. */
export const stockChangeRules: readonly InputRule[] = [
  (input) => usageDisplayIssues(input.usage_rule_display_info, '/usage_rule_display_info'),
  (input) =>
    isGiven(input, 'store_scope')
      ? []
      : [
          advice({
            path: '/store_scope',
            rule: 'advised',
            message: 'Send the present value: left out, it is said to become NONE.',
          }),
        ],
]

const budgets = {
  MAX_COUNT: ['current_max_count', 'target_max_count'],
  MAX_COUNT_PER_DAY: ['current_max_count_per_day', 'target_max_count_per_day'],
} as const

/** Rules for another budget: exactly the pair of the mode. */
export const budgetRules: readonly InputRule[] = [
  (input) =>
    Object.entries(budgets).flatMap(([mode, names]) => {
      const other = input.update_mode
      if (typeof other !== 'string' || !Object.hasOwn(budgets, other)) return []
      const when = `when update_mode is ${other}`
      return names.flatMap((name) =>
        mode === other ? required(input, '', name, when) : forbidden(input, '', name, when),
      )
    }),
]

const orders = [
  ['associated_order_info', 'transaction_id', 'out_trade_no'],
  ['associated_pay_score_order_info', 'order_id', 'out_order_no'],
] as const

/** Rules for redeeming: one order, named by at least one number. */
export const couponUseRules: readonly InputRule[] = [
  (input) => timeIssues(input, '', 'use_time'),
  (input) => {
    const [order, payScoreOrder] = orders.map(([name]) => isGiven(input, name))
    if (order && payScoreOrder) return forbidden(input, '', orders[1][0], `with ${orders[0][0]}`)
    if (order || payScoreOrder) return []
    const message = 'The page demands an order or a pay-score order; its rows call both optional.'
    return [advice({ path: '/associated_order_info', rule: 'advised', message })]
  },
  (input) =>
    orders.flatMap(([name, theirs, ours]) => {
      if (!isGiven(input, name)) return []
      const order = fieldsOf(input[name])
      const at = `/${name}`
      if (isGiven(order, ours)) return required(order, at, 'mchid', `with ${ours}`)
      return required(order, at, theirs, `without ${ours}`)
    }),
]
