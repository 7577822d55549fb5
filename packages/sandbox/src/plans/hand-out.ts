import { type Batch, periodOf } from '../coupons/batch.ts'
import { roundsOf } from '../coupons/bundle.ts'
import type { Coupon } from '../coupons/coupon.ts'
import type { UserCouponRecord } from '../coupons/user-coupon.ts'
import { nextValidity, validityOf } from '../coupons/validity.ts'
import { decimal, randomString, readable } from '../http/random.ts'
import type { Plan } from './plan.ts'
import type { State } from './state.ts'

/** Who gets a coupon. */
export interface CouponRecipient {
  /** Under the batch's appid. Default: a user who has nothing yet. */
  readonly openid?: string | undefined
  /** One person has one under all appids. Default: one that belongs to the openid. */
  readonly unionid?: string | undefined
}

/** A user of whom both ids are known. */
export interface KnownUser {
  readonly openid: string
  readonly unionid: string
}

/**
 * Why a plan gives nothing to a user now; `undefined`: it does. Limits of the plan and of its batch both apply; plans
 * that share a batch share its limit for each user.
 */
export function whyNot(
  { coupons, now }: State,
  { plan, batch, user }: { plan: Plan; batch: Batch; user: KnownUser },
): string | undefined {
  const { plan_id, plan_state, live } = plan
  const { max_count_per_day, max_count_per_user } = batch.terms.stock_send_rule
  const byPlan = coupons.sentByPlan(plan_id)
  const ofBatch = coupons.sentOf(batch)
  const { unionid } = user
  const limits: readonly (readonly [isReached: boolean, why: string])[] = [
    [plan_state !== 'DELIVERING', `the plan is ${plan_state}`],
    [now() < Date.parse(live.delivery_start_time), `its delivery starts at ${live.delivery_start_time}`],
    [batch.state !== 'SENDING', `its batch ${batch.stock_id} is ${batch.state}`],
    [byPlan.total >= live.total_count, `its total_count of ${live.total_count} is reached`],
    [isAbove(byPlan.today, live.daily_limit), `its daily_limit of ${live.daily_limit} is reached`],
    [
      isAbove(ofBatch.today, max_count_per_day),
      `the max_count_per_day of ${max_count_per_day} of its batch is reached`,
    ],
    [
      isAbove(coupons.sentToUserByPlan(plan_id, unionid), live.user_limit),
      `the user has reached its user_limit of ${live.user_limit}`,
    ],
    [
      coupons.sentToUser(batch, unionid) >= max_count_per_user,
      `the user has reached the max_count_per_user of ${max_count_per_user} of its batch`,
    ],
  ]
  return limits.find(([isReached]) => isReached)?.[1]
}

function isAbove(count: number, limit: number | undefined): boolean {
  return limit !== undefined && count >= limit
}

/** The same person for the same openid. */
export function userOf(
  { openid, unionid }: CouponRecipient,
  { randomBytes }: Pick<State, 'randomBytes'>,
): KnownUser {
  const known = openid ?? `o${randomString(readable, { length: 27, randomBytes })}`
  return { openid: known, unionid: unionid ?? `u${known.slice(1)}` }
}

/** Gives the coupon of a plan to a user; of a group, its first one. */
export function handOut(
  { coupons, now, randomBytes }: State,
  { plan, coupon, batch, user }: { plan: Plan; coupon: Coupon; batch: Batch; user: KnownUser },
): UserCouponRecord {
  const received = now()
  const { owner, brand_id, stock_id, product_coupon_id, terms } = batch
  const { begin, end } = validityOf(periodOf(terms), received)
  const count = roundsOf(coupon.terms)
  const digits = (length: number): string => randomString(decimal, { length, randomBytes })
  return coupons.send(
    {
      ...{ owner, brand_id, product_coupon_id, stock_id, ...user, plan_id: plan.plan_id },
      appid: terms.notify_config.notify_appid,
      valid_begin_time: begin,
      valid_end_time: end,
      receive_time: received,
      send_request_no: `WXSEND-${digits(20)}`,
      ...(batch.stock_bundle_info && { bundle: { id: `88${digits(16)}`, index: 0, count } }),
    },
    'control',
  )
}

/**
 * Gives the next coupon of a group, when one of it was redeemed. A coupon that was returned and is redeemed again brings
 * no second one.
 *
 * @returns `undefined` if there is none, or the user has it
 */
export function handOutNext({ coupons, now }: State, used: UserCouponRecord): UserCouponRecord | undefined {
  const { owner, brand_id, product_coupon_id, bundle } = used
  const index = (bundle?.index ?? 0) + 1
  if (!bundle || index >= bundle.count) return undefined
  if (index < coupons.userCoupons.inGroup(`bundle ${bundle.id}`).length) return undefined
  const coupon = coupons.findCoupon(used, product_coupon_id) as Coupon
  const batch = coupons.findBatch(used, used.stock_id) as Batch
  const next = coupons.rounds(used, batch.stock_bundle_info?.stock_bundle_id)[index] as Batch
  const days = coupon.terms.progressive_bundle_usage_info?.interval_days ?? 0
  const { begin, end } = nextValidity(used.valid_end_time, { used: now(), days })
  const { appid, openid, unionid, plan_id, send_request_no } = used
  return coupons.send(
    {
      ...{ owner, brand_id, product_coupon_id, appid, openid, unionid, plan_id, send_request_no },
      stock_id: next.stock_id,
      bundle: { ...bundle, index },
      valid_begin_time: begin,
      valid_end_time: end,
      receive_time: now(),
    },
    'request',
  )
}
