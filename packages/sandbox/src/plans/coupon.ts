import { toChinaTime } from '../http/times.ts'

/**
 * The coupon, with its batch, behind every product coupon id. Field names are WeChat Pay's.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export interface SandboxCoupon {
  readonly name: string
  /** Coupons in the batch. */
  readonly max_count: number
  /** Coupons for each user; `undefined`: no limit. */
  readonly max_count_per_user: number | undefined
  /** Coupons for each day; `undefined`: no limit. */
  readonly max_count_per_day: number | undefined
  /** RFC 3339. */
  readonly available_begin_time: string
  /** RFC 3339. */
  readonly available_end_time: string
  /** Days from receipt until the coupon can be used. */
  readonly wait_days_after_receive: number
  /** Days for which the coupon can be used. */
  readonly available_days: number
}

export const day = 86_400_000

/** @param now When the batch begins, in milliseconds since 1970; it lasts one year. */
export function defaultCoupon(now: number): SandboxCoupon {
  return {
    name: '满100元减10元',
    max_count: 1_000_000,
    max_count_per_user: 10,
    max_count_per_day: 100_000,
    available_begin_time: toChinaTime(now),
    available_end_time: toChinaTime(now + 365 * day),
    wait_days_after_receive: 0,
    available_days: 0,
  }
}

/**
 * When delivery must end, so that the coupon that is received last can still be used. Milliseconds since 1970.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function latestDeliveryEnd(coupon: SandboxCoupon): number {
  const { available_end_time, wait_days_after_receive, available_days } = coupon
  return Date.parse(available_end_time) - (wait_days_after_receive + available_days + 1) * day
}
