import type { Batch } from './batch.ts'
import type { Coupon } from './coupon.ts'
import { keyOf, type Owned } from './owned.ts'
import type { UserCouponRecord } from './user-coupon.ts'

// By which names coupons and batches are kept, found together and counted.

export const couponKey = (coupon: Coupon): string => keyOf(coupon, coupon.product_coupon_id)
export const batchKey = (batch: Batch): string => keyOf(batch, batch.stock_id)

/** The groups in which a batch is found. */
export function batchGroups(batch: Batch): readonly string[] {
  const { product_coupon_id, stock_id, stock_bundle_info } = batch
  return [
    `id ${stock_id}`,
    `of ${product_coupon_id}`,
    `coupon ${keyOf(batch, product_coupon_id)}`,
    ...(stock_bundle_info ? [`bundle ${keyOf(batch, stock_bundle_info.stock_bundle_id)}`] : []),
  ]
}

/** The groups in which a user's coupon is found. */
export function userCouponGroups(userCoupon: UserCouponRecord): readonly string[] {
  const { openid, plan_id, stock_id, bundle } = userCoupon
  return [
    userGroup(userCoupon, openid),
    `plan ${plan_id}`,
    `batch ${keyOf(userCoupon, stock_id)}`,
    ...(bundle ? [`bundle ${bundle.id}`] : []),
  ]
}

/** The coupons that a user has under one appid. */
export function userGroup(owned: Owned, openid: string): string {
  return `user ${keyOf(owned, openid)}`
}

/** What a coupon counts for. Only the first coupon of a group counts for the user and for the plan. */
export function countedNames(userCoupon: UserCouponRecord): readonly string[] {
  const { plan_id, stock_id, unionid, bundle } = userCoupon
  const batch = keyOf(userCoupon, stock_id)
  const isFirst = bundle === undefined || bundle.index === 0
  return [
    `batch ${batch}`,
    ...(isFirst ? [planName(plan_id), userName(batch, unionid), userName(plan_id, unionid)] : []),
  ]
}

export const planName = (planId: string): string => `plan ${planId}`
export const batchName = (batch: Batch): string => `batch ${batchKey(batch)}`
/** A user's count of a batch, or of a plan. */
export const userName = (of: string, unionid: string): string => `user ${of} ${unionid}`
