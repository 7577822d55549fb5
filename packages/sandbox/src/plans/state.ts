import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { Notifier } from '../callbacks/notifier.ts'
import type { CauseNumber } from '../http/causes.ts'
import type { RandomBytes } from '../http/random.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { IdentityKind } from '../identities/identity.ts'
import type { SandboxCoupon } from './coupon.ts'
import { advance } from './life-cycle.ts'
import type { Plan } from './plan.ts'
import { planNotification } from './plan-notification.ts'
import { createPlans, type Plans } from './plans.ts'

/** What the sandbox remembers between requests. */
export interface State extends StateOptions {
  readonly plans: Plans
  /** Callback URLs that were set. */
  readonly notifyUrls: Map<IdentityKind, string>
  /** The first request with each request number, and its response. */
  readonly requestNumbers: Map<string, { readonly request: string; readonly response: ResponseContent }>
  /** Causes for which the next calls are refused. */
  readonly refusals: CauseNumber[]
}

export interface StateOptions {
  readonly now: () => number
  readonly randomBytes: RandomBytes
  readonly coupon: SandboxCoupon
  /** Ids of the brands that have authorised the service provider. */
  readonly authorisedBrands: ReadonlySet<string>
  readonly notifier: Notifier
}

export function createState(options: StateOptions): State {
  return { ...options, plans: createPlans(), notifyUrls: new Map(), requestNumbers: new Map(), refusals: [] }
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

/** Expires the plans whose end has passed. WeChat Pay notifies of that since August 2026. Page 4030665486. */
export function expireDuePlans(state: State): void {
  for (const due of state.plans.due(state.now())) {
    const expired = advance(due, 'expire')
    // It has ended already.
    if (!expired) continue
    state.plans.replace(expired.plan)
    enqueueChange(state, expired.plan, expired.reason)
  }
}
