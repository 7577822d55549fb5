// The coupons of a plan: your own counterpart first, then the confirmation, without which WeChat Pay's cannot be used.
import type { CouponSent } from '@wxdp/core/coupon'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import type { Client } from '@wxdp/fetch'
import { type CouponUser, callOnce, reconcileCoupons, requestNumber } from '@wxdp/fetch/coupon'

export function createCoupons(client: Client, db: D1Database) {
  /** May be called again: after a failure, after a crash, or by two consumers at the same time. */
  async function receive(sent: CouponSent): Promise<void> {
    const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id = '' } = sent
    const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id }
    await db.batch([
      db
        .prepare('INSERT INTO vouchers (coupon_code, coupon) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .bind(coupon_code, JSON.stringify(coupon)),
      db
        .prepare('INSERT INTO users (openid, appid, brand_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .bind(openid, appid, brand_id),
    ])
    const out_request_no = await requestNumber('confirm', coupon_code)
    const { coupon_state } = await callOnce(client, confirmCoupon, { ...coupon, out_request_no })
    // Only now may the voucher be used.
    await db.prepare('UPDATE vouchers SET usable = 1 WHERE coupon_code = ?').bind(coupon_code).run()
    console.log(JSON.stringify({ coupon_code, coupon_state }))
  }

  /** Confirms what was never confirmed, of the 200 users who were not looked at for the longest time. */
  async function reconcile() {
    // Add all users whose openid you know: a user's first callback may be lost, too.
    const { results } = await db
      .prepare(
        'UPDATE users SET checked = ? WHERE rowid IN (SELECT rowid FROM users ORDER BY checked LIMIT 200) RETURNING openid, appid, brand_id',
      )
      .bind(Date.now())
      .all<Required<CouponUser>>()
    return reconcileCoupons({
      client,
      users: results,
      // One coupon that cannot be confirmed must not end the run.
      onCoupon: ({ sent }) => receive(sent).catch((error) => console.error(sent.coupon_code, error)),
    })
  }

  return { receive, reconcile }
}
