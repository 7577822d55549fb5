import type { Stock } from '@wxdp/core/coupon'
import type { BatchTerms } from './batch.ts'
import type { CouponTerms } from './coupon.ts'

/** What calls say of a group of batches: the rules of its rounds are lists. */
export type BundleTerms = Omit<BatchTerms, 'single_usage_rule' | 'progressive_bundle_usage_rule'> & {
  readonly progressive_bundle_usage_rule: {
    readonly coupon_available_period: Rule['coupon_available_period']
    readonly normal_coupon_list?: readonly NonNullable<Rule['normal_coupon']>[] | undefined
    readonly discount_coupon_list?: readonly NonNullable<Rule['discount_coupon']>[] | undefined
    readonly exchange_coupon_list?: readonly NonNullable<Rule['exchange_coupon']>[] | undefined
  }
}

type Rule = NonNullable<Stock['progressive_bundle_usage_rule']>

/** How many rounds a coupon has; 1 if it can be used once. */
export function roundsOf({ progressive_bundle_usage_info }: CouponTerms): number {
  return progressive_bundle_usage_info?.count ?? 1
}

/**
 * The terms of each batch of a group. All inherit the counts; only the first has a limit for each day.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016434630}
 */
export function batchTermsOf(terms: BundleTerms, count: number): readonly BatchTerms[] {
  const { progressive_bundle_usage_rule: rule, stock_send_rule, ...common } = terms
  const { coupon_available_period, normal_coupon_list, discount_coupon_list, exchange_coupon_list } = rule
  const { max_count, max_count_per_user } = stock_send_rule
  return Array.from({ length: count }, (_, i) => ({
    ...common,
    stock_send_rule: i === 0 ? stock_send_rule : { max_count, max_count_per_user },
    progressive_bundle_usage_rule: {
      coupon_available_period,
      ...(normal_coupon_list && { normal_coupon: normal_coupon_list[i] }),
      ...(discount_coupon_list && { discount_coupon: discount_coupon_list[i] }),
      ...(exchange_coupon_list && { exchange_coupon: exchange_coupon_list[i] }),
    },
  }))
}
