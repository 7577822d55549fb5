import type { SandboxBatch, SandboxCoupon, SandboxUserCoupon } from '@wxdp/sandbox'
import { z } from 'zod'
import { at } from './tool.ts'
import type { Shape, View } from './views.ts'

/** A product coupon as the tools show it. */
export const couponShape: Shape = z.looseObject({
  product_coupon_id: z.string(),
  owner: z.string(),
  brand_id: z.string(),
  name: z.string(),
  state: z.string(),
  stock_ids: z.array(z.string()),
})

export function couponView(coupon: SandboxCoupon): View {
  const { product_coupon_id, owner, brand_id, terms, state, stock_ids } = coupon
  const { type, usage_mode, display_info } = terms
  return {
    ...{ product_coupon_id, owner, brand_id, name: display_info.name, state, type, usage_mode, stock_ids },
  }
}

/** A batch as the tools show it. */
export const batchShape: Shape = z.looseObject({
  stock_id: z.string(),
  product_coupon_id: z.string(),
  owner: z.string(),
  state: z.string(),
  given_out: z.number(),
  left: z.number(),
  plan_ids: z.array(z.string()),
})

export function batchView(batch: SandboxBatch): View {
  const { stock_id, product_coupon_id, owner, brand_id, state, sent, terms, stock_bundle_info, plan_ids } =
    batch
  const { max_count, max_count_per_day, max_count_per_user } = terms.stock_send_rule
  const rule = terms.single_usage_rule ?? terms.progressive_bundle_usage_rule
  return {
    ...{ stock_id, product_coupon_id, owner, brand_id, state, remark: terms.remark },
    ...{ given_out: sent.total, given_out_today: sent.today, left: max_count - sent.total },
    ...{ max_count, max_count_per_day, max_count_per_user },
    usable: rule?.coupon_available_period,
    ...{ stock_bundle_info, plan_ids },
  }
}

/** A user's coupon as the tools show it. */
export const userCouponShape: Shape = z.looseObject({
  coupon_code: z.string(),
  coupon_state: z.string(),
  confirmed: z.boolean(),
  openid: z.string(),
  plan_id: z.string(),
  stock_id: z.string(),
})

export function userCouponView(userCoupon: SandboxUserCoupon): View {
  const { coupon_code, coupon_state, confirmation, openid, unionid, appid, owner, brand_id } = userCoupon
  const { plan_id, stock_id, product_coupon_id, bundle, isDeletable } = userCoupon
  return {
    ...{ coupon_code, coupon_state, confirmed: confirmation !== undefined, openid, unionid, appid },
    ...{ plan_id, stock_id, product_coupon_id, owner, brand_id },
    received_at: at(userCoupon.receive_time),
    valid_from: at(userCoupon.valid_begin_time),
    valid_until: at(userCoupon.valid_end_time),
    ...(bundle && { round: bundle.index + 1, rounds: bundle.count }),
    can_be_deleted: isDeletable,
  }
}

/** What calls have done with a user's coupon, each with its request number. */
export function callsView(userCoupon: SandboxUserCoupon): View {
  const { send_request_no, confirmation, use, return: returned, deactivation } = userCoupon
  const numbered = (call?: { readonly time: number; readonly request_no: string }): View | undefined =>
    call && { ...call, time: at(call.time) }
  return {
    send_request_no,
    confirm: numbered(confirmation),
    use,
    return: numbered(returned),
    deactivate: numbered(deactivation),
  }
}
