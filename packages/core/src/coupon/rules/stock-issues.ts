import { usageDisplayIssues } from './display-issues.ts'
import { advice, type Fields, fieldsOf, type Issue } from './issue.ts'
import { periodIssues } from './period-issues.ts'

/** A batch or a group of batches, without what it does for the price. */
export function stockIssues(value: unknown, at: string, usageRule: string): Issue[] {
  const stock = fieldsOf(value)
  const { coupon_available_period } = fieldsOf(stock[usageRule])
  return [
    ...periodIssues(coupon_available_period, `${at}/${usageRule}/coupon_available_period`),
    ...usageDisplayIssues(stock.usage_rule_display_info, `${at}/usage_rule_display_info`),
    ...planAdvice(stock, at),
  ]
}

function planAdvice(stock: Fields, at: string): Issue[] {
  const { max_count } = fieldsOf(stock.stock_send_rule)
  return [
    ...(stock.coupon_code_mode === 'API_ASSIGN'
      ? [
          advice({
            path: `${at}/coupon_code_mode`,
            rule: 'for_plan',
            message: 'A delivery plan does not take API_ASSIGN.',
          }),
        ]
      : []),
    ...(typeof max_count === 'number' && max_count < 10_000
      ? [
          advice({
            path: `${at}/stock_send_rule/max_count`,
            rule: 'for_plan',
            message: 'A delivery plan needs a batch of at least 10,000 coupons.',
          }),
        ]
      : []),
  ]
}
