import { SandboxError } from '../errors.ts'
import { type Delivered, findBatch } from '../plans/find-batch.ts'
import { pauseIfEmpty, plansOf } from '../plans/follow-batch.ts'
import { handOut, userOf, whyNot } from '../plans/hand-out.ts'
import type { Plan } from '../plans/plan.ts'
import type { State } from '../plans/state.ts'
import { sentContent } from '../plans/take-step.ts'
import { requireKind } from './check-options.ts'
import type { CouponControl } from './coupon-control.ts'
import { createCouponViews } from './sandbox-coupon.ts'

interface Requirements {
  requirePlan(planId: string): Plan
}

export function createCouponControl(state: State, { requirePlan }: Requirements): CouponControl {
  const { coupons, notifier, now } = state
  const views = createCouponViews({
    coupons,
    now,
    plansOf: (batch) => plansOf(state, batch).map(({ plan_id }) => plan_id),
  })
  return {
    async sendCoupon(planId, given = {}) {
      requireKind('object', { user: given })
      for (const [name, value] of Object.entries({ openid: given.openid, unionid: given.unionid })) {
        if (value !== undefined) requireKind('string', { [`user.${name}`]: value })
      }
      const plan = requirePlan(planId)
      const { owner, live } = plan
      // Neither a coupon nor a batch is ever deleted.
      const delivered = findBatch(state, { owner, brand_id: live.brand_id }, live) as Delivered
      const url = state.couponNotifyUrls.get(owner)?.url
      if (url === undefined) throw urlMissing(owner)
      const user = userOf(given, state)
      const why = whyNot(state, { plan, user, batch: delivered.batch })
      if (why !== undefined) {
        throw new SandboxError('SANDBOX_STEP_IMPOSSIBLE', `Plan ${planId} gives out no coupon: ${why}.`)
      }
      const sent = handOut(state, { plan, user, ...delivered })
      pauseIfEmpty(state, plan)
      const deliveries = await notifier.send(owner, url, sentContent(state, sent))
      return { userCoupon: found(views.userCoupon(sent.coupon_code), sent.coupon_code), deliveries }
    },
    deleteUserCoupon(couponCode) {
      const userCoupon = found(coupons.userCoupons.find(couponCode), couponCode)
      const deleted = coupons.takeStep(userCoupon, 'delete', { by: 'control' })
      if (deleted) return views.view(deleted)
      throw new SandboxError(
        'SANDBOX_STEP_IMPOSSIBLE',
        `delete is not possible: coupon ${couponCode} is ${userCoupon.coupon_state}.`,
      )
    },
    coupon: (productCouponId, of) => found(views.coupon(productCouponId, of), productCouponId),
    coupons: (query = {}) => views.coupons(query),
    batch: (stockId, of) => found(views.batch(stockId, of), stockId),
    batches: (query = {}) => views.batches(query),
    userCoupon: (couponCode) => found(views.userCoupon(couponCode), couponCode),
    userCoupons: (query = {}) => views.userCoupons(query),
  }
}

function found<T>(value: T | undefined, id: unknown): T {
  if (value !== undefined) return value
  throw new SandboxError('SANDBOX_COUPON_UNKNOWN', `The sandbox has no coupon or batch ${String(id)}.`)
}

function urlMissing(owner: Plan['owner']): SandboxError {
  const who = owner === 'brand' ? 'brand' : 'service provider'
  return new SandboxError(
    'SANDBOX_NOTIFY_URL_MISSING',
    `The ${who} has no callback URL for coupons. Call setCouponNotifyUrl of @wxdp/core/${owner}/coupon first.`,
  )
}
