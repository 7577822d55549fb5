import type { SandboxControl } from '../box/control.ts'
import type {
  SandboxBatch,
  SandboxCoupon,
  SandboxCouponPage,
  SandboxCouponQuery,
  SandboxUserCoupon,
  SandboxUserCouponQuery,
} from '../box/sandbox-coupon.ts'
import type { Owned } from '../coupons/owned.ts'
import { type CallbackSummary, callbacksAbout } from './callback-summary.ts'
import { controlQuery, type Query } from './list-query.ts'

/** A product coupon with its batches, in the order of their creation. */
export interface ShownCoupon extends SandboxCoupon {
  readonly batches: readonly SandboxBatch[]
}

/** A user's coupon for a list. */
export interface UserCouponSummary
  extends Pick<SandboxUserCoupon, 'coupon_code' | 'coupon_state' | 'openid' | 'receive_time'> {
  /** Of the product coupon. */
  readonly name: string
  readonly isConfirmed: boolean
}

export interface UserCouponSummaries {
  readonly total: number
  readonly userCoupons: readonly UserCouponSummary[]
}

/** A user's coupon, with what it belongs to. */
export interface ShownUserCoupon extends SandboxUserCoupon {
  /** Of the product coupon. */
  readonly name: string
  readonly planName: string
  /** All coupons of its group, in the order of their rounds. Empty if it can be used once. */
  readonly rounds: readonly UserCouponSummary[]
  /** The callbacks about it, the newest first. */
  readonly callbacks: readonly CallbackSummary[]
}

/** The newest first. */
export function listCoupons(control: SandboxControl, query: Query): SandboxCouponPage {
  return control.coupons(controlQuery<SandboxCouponQuery>(query, ['text', 'owner', 'state']))
}

/**
 * @param key An id. Two callers can have a coupon with the same one; `partner~BRAND_ID~ID` says whose.
 * @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN`
 */
export function showCoupon(control: SandboxControl, key: string): ShownCoupon {
  const [, owner, brand_id, id = key] = /^(partner|brand)~([^~]*)~(.+)$/s.exec(key) ?? []
  const coupon = control.coupon(id, owner === undefined ? undefined : ({ owner, brand_id } as Owned))
  return { ...coupon, batches: coupon.stock_ids.map((stockId) => control.batch(stockId, coupon)) }
}

/** The newest first. */
export function listUserCoupons(control: SandboxControl, query: Query): UserCouponSummaries {
  const names = ['text', 'owner', 'state', 'planId', 'stockId', 'openid'] as const
  const { total, userCoupons } = control.userCoupons(controlQuery<SandboxUserCouponQuery>(query, names))
  return { total, userCoupons: userCoupons.map((each) => toSummary(control, each)) }
}

/** @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN` */
export function showUserCoupon(control: SandboxControl, code: string): ShownUserCoupon {
  const userCoupon = control.userCoupon(code)
  return {
    ...userCoupon,
    name: nameOf(control, userCoupon),
    planName: control.plan(userCoupon.plan_id).live.plan_name,
    rounds: roundsOf(control, userCoupon),
    callbacks: callbacksAbout(control, ({ couponCode }) => couponCode === code),
  }
}

function roundsOf(control: SandboxControl, userCoupon: SandboxUserCoupon): readonly UserCouponSummary[] {
  const { bundle, plan_id, openid } = userCoupon
  if (!bundle) return []
  const { userCoupons } = control.userCoupons({ planId: plan_id, openid, limit: 1000 })
  return userCoupons.filter((each) => each.bundle?.id === bundle.id).map((each) => toSummary(control, each))
}

function toSummary(control: SandboxControl, userCoupon: SandboxUserCoupon): UserCouponSummary {
  const { coupon_code, coupon_state, openid, receive_time, confirmation } = userCoupon
  return {
    ...{ coupon_code, coupon_state, openid, receive_time },
    name: nameOf(control, userCoupon),
    isConfirmed: confirmation !== undefined,
  }
}

function nameOf(control: SandboxControl, userCoupon: SandboxUserCoupon): string {
  return control.coupon(userCoupon.product_coupon_id, userCoupon).terms.display_info.name
}
