import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { Notifier } from '../callbacks/notifier.ts'
import type { Clock } from '../clock/clock.ts'
import type { CauseNumber } from '../http/causes.ts'
import type { RandomBytes } from '../http/random.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { IdentityKind } from '../identities/identity.ts'
import type { SandboxCoupon } from './coupon.ts'
import { type Advanced, advance, type Step } from './life-cycle.ts'
import type { Plan } from './plan.ts'
import { planNotification } from './plan-notification.ts'
import { createPlans, type PlanEntry, type Plans } from './plans.ts'
import { createSchedule } from './schedule.ts'

/** What the sandbox remembers between requests. */
export interface State extends StateOptions {
  readonly now: () => number
  readonly plans: Plans
  /** Callback URLs that were set. */
  readonly notifyUrls: ReadonlyMap<IdentityKind, string>
  setNotifyUrl(owner: IdentityKind, url: string): void
  /** The first request with each request number, and its response. */
  readonly requestNumbers: Map<string, { readonly request: string; readonly response: ResponseContent }>
  /** Causes for which the next calls are refused. */
  readonly refusals: CauseNumber[]
  save(): SavedState
  restore(saved: SavedState): void
}

/** What happened to plans, and what was told, as JSON. */
export interface SavedState {
  readonly plans: readonly (PlanEntry & { readonly auditEnd?: number | undefined })[]
  readonly notifyUrls: Readonly<Partial<Record<IdentityKind, string>>>
  readonly requestNumbers: readonly (readonly [
    key: string,
    used: { readonly request: string; readonly response: ResponseContent },
  ])[]
  readonly refusals: readonly CauseNumber[]
}

export interface StateOptions {
  readonly clock: Clock
  /** How long an audit takes, in milliseconds; `undefined`: until `control` ends it. */
  readonly auditTime: number | undefined
  readonly randomBytes: RandomBytes
  readonly coupon: SandboxCoupon
  /** Ids of the brands that have authorised the service provider. */
  readonly authorisedBrands: ReadonlySet<string>
  readonly notifier: Notifier
  /** Called when a plan is new or has changed. */
  readonly onPlan: (planId: string) => void
  /** Called when a callback URL was set. */
  readonly onNotifyUrl: (owner: IdentityKind) => void
}

export function createState(options: StateOptions): State {
  const { clock, auditTime, onPlan, onNotifyUrl } = options
  const notifyUrls = new Map<IdentityKind, string>()
  const schedule = createSchedule({ clock, auditTime, take: (planId, step) => takeStep(state, planId, step) })
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
    notifyUrls,
    setNotifyUrl(owner, url) {
      notifyUrls.set(owner, url)
      onNotifyUrl(owner)
    },
    requestNumbers: new Map(),
    refusals: [],
    save: () => ({
      plans: state.plans.save().map((entry) => ({
        ...entry,
        auditEnd: schedule.auditEndOf(entry.plan.plan_id),
      })),
      notifyUrls: Object.fromEntries(notifyUrls),
      requestNumbers: [...state.requestNumbers],
      refusals: state.refusals,
    }),
    restore(saved) {
      state.plans.restore(saved.plans.map(({ plan, history }) => ({ plan, history })))
      for (const { plan, auditEnd } of saved.plans) schedule.resume(plan, auditEnd)
      for (const [owner, url] of Object.entries(saved.notifyUrls)) notifyUrls.set(owner as IdentityKind, url)
      for (const [key, used] of saved.requestNumbers) state.requestNumbers.set(key, used)
      state.refusals.push(...saved.refusals)
    },
  }
  return state
}

/** Takes a step of WeChat Pay's own. It notifies of expiry since August 2026. Page 4030665486. */
function takeStep(state: State, planId: string, step: Step): void {
  // A plan is never deleted, and the schedule takes off what is no longer possible.
  const { plan, reason } = advance(state.plans.find(planId) as Plan, step) as Advanced
  state.plans.replace(plan, { step, by: 'clock', reason })
  enqueueChange(state, plan, reason)
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
