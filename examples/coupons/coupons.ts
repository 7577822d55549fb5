// What the coupons of a plan need. Each function may be called again: after a failure, after a crash, or by two processes
// at the same time. Copy it.
import type { CouponSent } from '@wxdp/core/coupon'
import { confirmCoupon, returnCoupon, useCoupon } from '@wxdp/core/partner/coupon'
import type { Client } from '@wxdp/fetch'
import { type CouponUser, callOnce, reconcileCoupons, requestNumber } from '@wxdp/fetch/coupon'
import type { Coupon, Vouchers } from './vouchers.ts'

export interface Order {
  readonly transaction_id: string
  /** RFC 3339. */
  readonly paidAt: string
  /** What the user saved, in fen. */
  readonly saved: number
}

export type Coupons = ReturnType<typeof createCoupons>

export function createCoupons(client: Client, vouchers: Vouchers) {
  async function couponOf(code: string): Promise<Coupon> {
    const voucher = await vouchers.find(code)
    if (!voucher) throw new Error(`The voucher ${code} does not exist.`)
    return voucher.coupon
  }

  /** Takes what a callback says, or what `reconcile` found. */
  async function receive(sent: CouponSent): Promise<void> {
    const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id = '' } = sent
    const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id }
    // First your own. If the process ends here, the callback comes again and finds the voucher.
    await vouchers.issue(coupon)
    const out_request_no = await requestNumber('confirm', coupon_code)
    await callOnce(client, confirmCoupon, { ...coupon, out_request_no })
    await vouchers.change(coupon_code, 'issued', 'usable')
  }

  return {
    receive,
    /** When an order is paid: within three minutes, so that the user gets WeChat Pay's message. */
    async redeem(code: string, { transaction_id, paidAt, saved }: Order): Promise<void> {
      const { coupon_state } = await callOnce(client, useCoupon, {
        ...(await couponOf(code)),
        out_request_no: await requestNumber('use', code, transaction_id),
        use_time: paidAt,
        associated_order_info: { transaction_id },
        saved_amount: saved,
      })
      // Called again after a refund, it finds the coupon usable again.
      if (coupon_state === 'USED') await vouchers.change(code, 'usable', 'used')
    },
    /** When it is refunded. */
    async giveBack(code: string, refundNo: string): Promise<void> {
      const out_request_no = await requestNumber('return', code, refundNo)
      const { coupon_state } = await callOnce(client, returnCoupon, {
        ...(await couponOf(code)),
        out_request_no,
      })
      // After the end of its validity, a coupon does not come back.
      if (coupon_state === 'EFFECTIVE') await vouchers.change(code, 'used', 'usable')
    },
    /** Regularly: finds coupons that were never confirmed. Only it finds those whose callback was lost. */
    reconcile: (users: Iterable<CouponUser> | AsyncIterable<CouponUser>) =>
      reconcileCoupons({
        client,
        users,
        // One coupon that cannot be confirmed must not end the run.
        onCoupon: ({ sent }) => receive(sent).catch((error) => console.error(sent.coupon_code, error)),
      }),
  }
}
