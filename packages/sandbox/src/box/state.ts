import type { CallbackDelivery } from '../callbacks/callbacks.ts'
import type { Notifier } from '../callbacks/notifier.ts'
import type { Answer } from '../http/answers.ts'
import { createRateLimits, type RateLimits } from '../http/rate-limits.ts'
import type { IdentityKind } from '../identities/identities.ts'
import type { Platform } from '../identities/platform-keys.ts'
import type { SandboxCoupon } from '../plans/coupon.ts'
import { advance } from '../plans/life-cycle.ts'
import type { Plan } from '../plans/plan.ts'
import { planMessage } from '../plans/plan-message.ts'
import { createPlans, type Plans } from '../plans/plans.ts'

/** What the sandbox remembers. */
export interface State {
  readonly now: () => number
  /** WeChat Pay's keys towards the service provider. */
  readonly platform: Platform
  readonly coupon: SandboxCoupon
  /** Brands that have authorised the service provider. */
  readonly authorisedBrands: ReadonlySet<string>
  readonly plans: Plans
  /** Where each identity wants its callbacks. */
  readonly notifyUrls: Map<IdentityKind, string>
  readonly rateLimits: RateLimits
  /** The first answer to each request number, and what was asked. */
  readonly numbers: Map<string, { readonly asked: string; readonly answer: Answer }>
  readonly notifier: Notifier
}

export type StateOptions = Pick<State, 'now' | 'platform' | 'coupon' | 'authorisedBrands' | 'notifier'>

export function createState(options: StateOptions): State {
  return {
    ...options,
    plans: createPlans(),
    notifyUrls: new Map(),
    rateLimits: createRateLimits(options.now),
    numbers: new Map(),
  }
}

/** Notifies the plan's owner that it changed, without anybody waiting. */
export function announce(state: State, plan: Plan, reason: string): void {
  const url = state.notifyUrls.get(plan.owner)
  const message = planMessage(plan, reason, state.now())
  if (url !== undefined && message) state.notifier.enqueue(plan.owner, url, message)
}

/** Notifies the plan's owner that it changed, and hands the deliveries over. */
export async function announceAndWait(
  state: State,
  plan: Plan,
  reason: string,
): Promise<readonly CallbackDelivery[]> {
  const url = state.notifyUrls.get(plan.owner)
  const message = planMessage(plan, reason, state.now())
  return url === undefined || !message ? [] : state.notifier.send(plan.owner, url, message)
}

/** Plans whose end has come are over; WeChat Pay notifies of that since August 2026. Page 4030665486. */
export function expireDue(state: State): void {
  for (const due of state.plans.due(state.now())) {
    const expired = advance(due, 'expire')
    if (!expired) continue
    state.plans.replace(expired.plan)
    announce(state, expired.plan, expired.reason)
  }
}
