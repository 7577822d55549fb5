import { createCoupons } from '../coupons/coupons.ts'
import type { IdentityKind } from '../identities/identity.ts'
import { followBatch } from './follow-batch.ts'
import type { Step } from './life-cycle.ts'
import type { Plan } from './plan.ts'
import { createPlans } from './plans.ts'
import { createSchedule } from './schedule.ts'
import type { CouponNotifyUrl, State, StateOptions } from './state.ts'
import { takeStep } from './take-step.ts'

export function createState(options: StateOptions): State {
  const { clock, auditTime, randomBytes, onPlan, onCoupon, onBatch, onUserCoupon, onNotifyUrl } = options
  const notifyUrls = new Map<IdentityKind, string>()
  const couponNotifyUrls = new Map<IdentityKind, CouponNotifyUrl>()
  const schedule = createSchedule({ clock, auditTime, take })
  // A plan is never deleted, and the schedule takes off what is no longer possible.
  function take(planId: string, step: Step): void {
    takeStep(state, state.plans.find(planId) as Plan, { step, by: 'clock' })
  }
  const state: State = {
    ...options,
    now: clock.now,
    plans: createPlans({
      now: clock.now,
      onChange(plan) {
        schedule.update(plan)
        onPlan(plan.plan_id)
      },
    }),
    coupons: createCoupons({
      clock,
      randomBytes,
      onCoupon: ({ product_coupon_id }) => onCoupon(product_coupon_id),
      onBatch: ({ stock_id }) => onBatch(stock_id),
      onUserCoupon: ({ coupon_code }) => onUserCoupon(coupon_code),
      onBatchStep: (batch, step, by) => followBatch(state, batch, { step, by }),
    }),
    notifyUrls,
    setNotifyUrl(owner, url) {
      notifyUrls.set(owner, url)
      onNotifyUrl(owner)
    },
    couponNotifyUrls,
    setCouponNotifyUrl(owner, url) {
      couponNotifyUrls.set(owner, { url, time: clock.now() })
      onNotifyUrl(owner)
    },
    requestNumbers: new Map(),
    couponNumbers: new Set(),
    refusals: [],
    save: () => ({
      plans: state.plans.save().map((entry) => ({
        ...entry,
        auditEnd: schedule.auditEndOf(entry.value.plan_id),
      })),
      coupons: state.coupons.save(),
      notifyUrls: Object.fromEntries(notifyUrls),
      couponNotifyUrls: Object.fromEntries(couponNotifyUrls),
      requestNumbers: [...state.requestNumbers],
      couponNumbers: [...state.couponNumbers],
      refusals: state.refusals,
    }),
    restore(saved) {
      state.plans.restore(saved.plans.map(({ value, history }) => ({ value, history })))
      for (const { value, auditEnd } of saved.plans) schedule.resume(value, auditEnd)
      state.coupons.restore(saved.coupons)
      for (const [owner, url] of Object.entries(saved.notifyUrls)) notifyUrls.set(owner as IdentityKind, url)
      for (const [owner, set] of Object.entries(saved.couponNotifyUrls)) {
        couponNotifyUrls.set(owner as IdentityKind, set)
      }
      for (const [key, used] of saved.requestNumbers) state.requestNumbers.set(key, used)
      for (const number of saved.couponNumbers) state.couponNumbers.add(number)
      state.refusals.push(...saved.refusals)
    },
  }
  return state
}
