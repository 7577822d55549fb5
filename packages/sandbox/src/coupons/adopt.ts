import { toChinaTime } from '../http/times.ts'
import type { Batch, BatchTerms } from './batch.ts'
import type { CouponTerms } from './coupon.ts'
import type { Coupons } from './coupons.ts'
import { addCoupon, addStock, type NewStock, type Origin } from './create.ts'
import type { Owned } from './owned.ts'
import { day } from './validity.ts'

/**
 * What is known of a coupon, with its batch, that was made elsewhere: in the console, or by another system. Field names
 * are WeChat Pay's.
 */
export interface SandboxCouponTerms {
  readonly name: string
  /** Coupons in the batch. */
  readonly max_count: number
  /** Coupons for each user. */
  readonly max_count_per_user: number
  /** Coupons for each day; `undefined`: no limit. */
  readonly max_count_per_day: number | undefined
  /** RFC 3339. */
  readonly available_begin_time: string
  /** RFC 3339. */
  readonly available_end_time: string
  /** Days from receipt until the coupon can be used. */
  readonly wait_days_after_receive: number
  /** Days for which the coupon can be used; 0: until the batch ends. */
  readonly available_days: number
}

/** @param now When the batch begins, in milliseconds since 1970; it lasts one year. */
export function defaultCouponTerms(now: number): SandboxCouponTerms {
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

/** The ids by which a plan names a coupon and its batch. */
export interface CouponIds {
  readonly product_coupon_id: string
  readonly usage_mode?: string | undefined
  readonly stock_id?: string | undefined
  readonly stock_bundle_id?: string | undefined
}

const origin: Origin = { step: 'adopt', by: 'request' }
const rounds = 3
const normal = { threshold: 10_000, discount_amount: 1000 }

/**
 * Stores a coupon that was made elsewhere, under the ids that a plan names. Nothing else can have these ids.
 *
 * @returns Its batch, or the first one of its group.
 */
export function adoptCoupon(
  coupons: Coupons,
  owned: Owned,
  { ids, terms }: { readonly ids: CouponIds; readonly terms: SandboxCouponTerms },
): Batch {
  const { product_coupon_id: id, stock_bundle_id } = ids
  const isBundle = stock_bundle_id !== undefined
  const coupon =
    coupons.findCoupon(owned, id) ??
    addCoupon(coupons, { ...owned, id, terms: couponTermsOf(terms, isBundle) }, origin)
  const [batch] = addStock(coupons, coupon, stockOf(ids, terms), origin)
  return batch as Batch
}

function couponTermsOf({ name }: SandboxCouponTerms, isBundle: boolean): CouponTerms {
  const image = 'https://img.example.com/coupon/item.png'
  return {
    scope: 'ALL',
    type: 'NORMAL',
    ...(isBundle
      ? { usage_mode: 'PROGRESSIVE_BUNDLE', progressive_bundle_usage_info: { count: rounds } }
      : { usage_mode: 'SINGLE', single_usage_info: { normal_coupon: normal } }),
    display_info: { name, image_url: image, background_url: image },
  }
}

function stockOf({ stock_id, stock_bundle_id }: CouponIds, terms: SandboxCouponTerms): NewStock {
  const { max_count, max_count_per_user, max_count_per_day, available_begin_time, available_end_time } = terms
  const { wait_days_after_receive, available_days } = terms
  const coupon_available_period = {
    available_begin_time,
    available_end_time,
    ...(wait_days_after_receive > 0 && { wait_days_after_receive }),
    ...(available_days > 0 && { available_days }),
  }
  const common: Omit<BatchTerms, 'single_usage_rule' | 'progressive_bundle_usage_rule'> = {
    coupon_code_mode: 'WECHATPAY',
    stock_send_rule: {
      max_count,
      ...(max_count_per_day !== undefined && { max_count_per_day }),
      max_count_per_user,
    },
    usage_rule_display_info: {
      coupon_usage_method_list: ['PAYMENT_CODE'],
      usage_description: '出示付款码使用',
    },
    coupon_display_info: { code_display_mode: 'QRCODE' },
    notify_config: { notify_appid: 'wx00000000000000a1' },
    store_scope: 'NONE',
  }
  if (stock_bundle_id === undefined) {
    const single_usage_rule = { coupon_available_period }
    return { kind: 'batch', id: String(stock_id), terms: { ...common, single_usage_rule } }
  }
  const normal_coupon_list = Array.from({ length: rounds }, () => normal)
  const progressive_bundle_usage_rule = { coupon_available_period, normal_coupon_list }
  return { kind: 'bundle', id: stock_bundle_id, terms: { ...common, progressive_bundle_usage_rule } }
}
