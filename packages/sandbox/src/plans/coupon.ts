/**
 * The coupon and batch that the sandbox imagines behind every product coupon id, under WeChat Pay's names.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface SandboxCoupon {
  readonly name: string
  /** Coupons in the batch. */
  readonly max_count: number
  /** Coupons a user may get; `undefined`: no limit. */
  readonly max_count_per_user: number | undefined
  /** Coupons a day; `undefined`: no limit. */
  readonly max_count_per_day: number | undefined
  /** RFC 3339. */
  readonly available_begin_time: string
  /** RFC 3339. */
  readonly available_end_time: string
  /** Days from receipt until it can be used. */
  readonly wait_days_after_receive: number
  /** Days for which it can be used. */
  readonly available_days: number
}

export const day = 86_400_000

/** @param now When the batch began, in milliseconds since 1970; it lasts a year. */
export function imagineCoupon(now: number): SandboxCoupon {
  return {
    name: '满100元减10元',
    max_count: 1_000_000,
    max_count_per_user: 10,
    max_count_per_day: 100_000,
    available_begin_time: new Date(now).toISOString(),
    available_end_time: new Date(now + 365 * day).toISOString(),
    wait_days_after_receive: 0,
    available_days: 0,
  }
}

/**
 * When delivery must have ended, so that what is received last can still be used; in milliseconds since 1970.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function lastDelivery(coupon: SandboxCoupon): number {
  const { available_end_time, wait_days_after_receive, available_days } = coupon
  return Date.parse(available_end_time) - (wait_days_after_receive + available_days + 1) * day
}
