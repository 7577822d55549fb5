import type { CouponSent } from '@wxdp/core/coupon'
import type { Fields } from './call-info.ts'

/** What the callback of a coupon has, and no call takes. */
const ofCallback: readonly (keyof CouponSent)[] = [
  'stock_bundle_id',
  'user_coupon_bundle_id',
  'unionid',
  'receive_time',
  'send_request_no',
  'send_channel',
  'valid_begin_time',
  'valid_end_time',
  'phone_number',
  'country_code',
  'attach',
  'channel_custom_info',
]

/**
 * The fields of a call about a coupon, which may be its callback: as `callback open` and `user-coupons reconcile --json`
 * print it, or a line of `listen --json`, which has it as `resource`.
 */
export function couponIn(file: Fields): Fields {
  const { resource = file } = file
  const fields = Object.entries(Object(resource) as object)
  return Object.fromEntries(fields.filter(([name]) => !(ofCallback as readonly string[]).includes(name)))
}
