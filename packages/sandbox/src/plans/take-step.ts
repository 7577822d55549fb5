import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { NotificationContent } from '../callbacks/notification.ts'
import type { Batch } from '../coupons/batch.ts'
import { couponNotification } from '../coupons/coupon-notification.ts'
import type { By } from '../coupons/coupons.ts'
import type { UserCouponRecord } from '../coupons/user-coupon.ts'
import { advance, type Step } from './life-cycle.ts'
import type { Plan } from './plan.ts'
import { planNotification } from './plan-notification.ts'
import type { State } from './state.ts'

interface StepBy {
  readonly step: Step
  readonly by: By
}

/**
 * Takes a step of WeChat Pay's own, if it is possible. It notifies of expiry since August 2026.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4030665486}
 */
export function takeStep(state: State, plan: Plan, { step, by }: StepBy): void {
  const advanced = advance(plan, step)
  if (!advanced) return
  state.plans.replace(advanced.plan, { step, by, reason: advanced.reason })
  enqueueChange(state, advanced.plan, advanced.reason)
}

/** Notifies the owner of a changed plan in the background. */
export function enqueueChange(state: State, plan: Plan, reason: string): void {
  const url = state.notifyUrls.get(plan.owner)
  const content = planNotification(plan, reason, state.now())
  if (url !== undefined && content) state.notifier.enqueue(plan.owner, url, content)
}

/** Notifies the owner of a changed plan, and returns the deliveries. */
export async function sendChange(
  state: State,
  plan: Plan,
  { url, reason }: { url: string; reason: string },
): Promise<readonly CallbackDelivery[]> {
  const content = planNotification(plan, reason, state.now())
  return content ? state.notifier.send(plan.owner, url, content) : []
}

/** Notifies the owner of a coupon that a user got it, in the background. */
export function enqueueSent(state: State, userCoupon: UserCouponRecord): void {
  const set = state.couponNotifyUrls.get(userCoupon.owner)
  if (set) state.notifier.enqueue(userCoupon.owner, set.url, sentContent(state, userCoupon))
}

/** The notification that a user got a coupon. */
export function sentContent({ coupons }: State, userCoupon: UserCouponRecord): NotificationContent {
  const batch = coupons.findBatch(userCoupon, userCoupon.stock_id) as Batch
  return couponNotification(userCoupon, batch.stock_bundle_info?.stock_bundle_id)
}
