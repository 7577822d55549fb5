// The coupons of a plan: your own counterpart first, then the confirmation, without which WeChat Pay's cannot be used.
import type { CouponSent } from '@wxdp/core/coupon'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { type CouponUser, callOnce, requestNumber } from '@wxdp/fetch/coupon'
import { limiter } from './limiter.ts'
import { connection } from './plans.ts'
import { clientOptions } from './wechatpay.ts'

export const client = createClient({ ...clientOptions, limiter })

/** May be called again: after a failure, after a crash, or by two workers at the same time. */
export async function receive(sent: CouponSent): Promise<void> {
  const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id = '' } = sent
  const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id }
  // In your database: a row with coupon_code as its primary key, and one for the user.
  await connection.hsetnx('vouchers', coupon_code, JSON.stringify(coupon))
  await connection.sadd('coupon-users', JSON.stringify({ openid, appid, brand_id }))
  const out_request_no = await requestNumber('confirm', coupon_code)
  const { coupon_state } = await callOnce(client, confirmCoupon, { ...coupon, out_request_no })
  // Only now may the voucher be used.
  await connection.sadd('usable-vouchers', coupon_code)
  console.log(JSON.stringify({ coupon_code, coupon_state }))
}

/** Everyone who may have got a coupon. Add all users whose openid you know: a user's first callback may be lost, too. */
export async function* users(): AsyncGenerator<CouponUser> {
  for await (const page of connection.sscanStream('coupon-users')) {
    for (const user of page) yield JSON.parse(user)
  }
}
