// Your own coupons, in a file. Put a table of your database in its place, with coupon_code as its primary key.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { UserCouponId } from '@wxdp/core/coupon'

/** What every call about a coupon needs, as the callback told it. */
export type Coupon = UserCouponId & { readonly brand_id: string }

/** `issued`: not confirmed at WeChat Pay yet, so it must not be used. */
export type VoucherState = 'issued' | 'usable' | 'used'

export interface Voucher {
  readonly coupon: Coupon
  readonly state: VoucherState
}

export interface Vouchers {
  /** Adds a voucher, unless there is one: `INSERT … ON CONFLICT (coupon_code) DO NOTHING`. */
  issue(coupon: Coupon): Promise<void>
  /** `UPDATE … SET state = to WHERE coupon_code = code AND state = from`. */
  change(code: string, from: VoucherState, to: VoucherState): Promise<void>
  find(code: string): Promise<Voucher | undefined>
}

export function openVouchers(file: string): Vouchers {
  const vouchers = new Map<string, Voucher>(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])
  const save = (voucher: Voucher): void => {
    vouchers.set(voucher.coupon.coupon_code, voucher)
    // A rename replaces the file as a whole, so a crash leaves the old one or the new one.
    writeFileSync(`${file}.new`, JSON.stringify([...vouchers]))
    renameSync(`${file}.new`, file)
  }
  return {
    async issue(coupon) {
      if (!vouchers.has(coupon.coupon_code)) save({ coupon, state: 'issued' })
    },
    async change(code, from, to) {
      const voucher = vouchers.get(code)
      if (voucher?.state === from) save({ ...voucher, state: to })
    },
    find: async (code) => vouchers.get(code),
  }
}
