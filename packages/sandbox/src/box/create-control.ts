import type { CallbackDelivery } from '../callbacks/delivery.ts'
import { toMilliseconds } from '../clock/duration.ts'
import { SandboxError } from '../errors.ts'
import type { FaultRules } from '../faults/rules.ts'
import { isCause } from '../http/causes.ts'
import type { IdentityKind } from '../identities/identity.ts'
import type { PlatformKeys } from '../identities/platform-keys.ts'
import { advance as advancePlan, type Step } from '../plans/life-cycle.ts'
import { hasEnded, type Plan } from '../plans/plan.ts'
import { changeNotification, completeChange } from '../plans/plan-notification.ts'
import type { State } from '../plans/state.ts'
import { sendChange } from '../plans/take-step.ts'
import type { RequestRecords } from '../requests/request-records.ts'
import type { Changes } from './changes.ts'
import { checkFaultRule } from './check-fault.ts'
import { requireKind } from './check-options.ts'
import type { SandboxControl } from './control.ts'
import { createCouponControl } from './create-coupon-control.ts'
import { checkPlanQuery, type SandboxPlan, toSandboxPlan } from './sandbox-plan.ts'

export interface ControlOptions {
  readonly platformKeys: PlatformKeys
  readonly faults: FaultRules
  readonly requests: RequestRecords
  readonly changes: Changes
}

export function createControl(
  state: State,
  { platformKeys, faults, requests, changes }: ControlOptions,
): SandboxControl {
  const { notifyUrls, notifier, plans, coupons, now, clock } = state
  async function applyStep(
    planId: string,
    step: Step,
    reason?: string,
  ): Promise<readonly CallbackDelivery[]> {
    const plan = requirePlan(planId)
    const url = requireUrl(plan.owner)
    const changed = advancePlan(plan, step)
    if (!changed) {
      const { plan_state, audit_state } = plan
      throw new SandboxError(
        'SANDBOX_STEP_IMPOSSIBLE',
        `${step} is not possible: plan ${planId} is ${plan_state}, and its audit is ${audit_state}.`,
      )
    }
    const event = { step, by: 'control', reason: reason ?? changed.reason } as const
    plans.replace(changed.plan, event)
    return sendChange(state, changed.plan, { url, reason: event.reason })
  }
  const viewOf = (plan: Plan): SandboxPlan =>
    toSandboxPlan(plan, { sent: coupons.sentByPlan(plan.plan_id), history: plans.historyOf(plan) })
  function requirePlan(planId: string): Plan {
    const plan = plans.find(planId)
    if (!plan) throw new SandboxError('SANDBOX_PLAN_UNKNOWN', `The sandbox has no plan ${String(planId)}.`)
    return plan
  }
  function requireUrl(owner: IdentityKind): string {
    const url = notifyUrls.get(owner)
    if (url !== undefined) return url
    const who = owner === 'brand' ? 'brand' : 'service provider'
    throw new SandboxError(
      'SANDBOX_NOTIFY_URL_MISSING',
      `The ${who} has no callback URL. Call setNotifyUrl of @wxdp/core/${owner} first.`,
    )
  }
  return {
    ...createCouponControl(state, { requirePlan }),
    get now() {
      return now()
    },
    async advance(duration) {
      try {
        await clock.advance(toMilliseconds('duration', duration), notifier.quiet)
      } finally {
        changes.tell({ kind: 'clock', now: now() })
      }
    },
    plan: (planId) => viewOf(requirePlan(planId)),
    plans(query = {}) {
      const { total, plans: found } = plans.page(checkPlanQuery(query))
      return { total, plans: found.map(viewOf) }
    },
    get requests() {
      return requests.all
    },
    subscribe(listener) {
      requireKind('func', { listener })
      return changes.subscribe(listener)
    },
    get notifyUrl() {
      return notifyUrls.get('partner')
    },
    get brandNotifyUrl() {
      return notifyUrls.get('brand')
    },
    get couponNotifyUrl() {
      return state.couponNotifyUrls.get('partner')?.url
    },
    get brandCouponNotifyUrl() {
      return state.couponNotifyUrls.get('brand')?.url
    },
    async sendPlanChange(change) {
      requireKind('object', { change })
      requireKind('string', { 'change.plan_id': change.plan_id })
      const owner = plans.find(change.plan_id)?.owner ?? 'partner'
      const content = changeNotification(completeChange(change, now()))
      return notifier.send(owner, requireUrl(owner), content)
    },
    async sendNotification(url, content, to = 'partner') {
      requireKind('url', { url })
      requireKind('object', { content })
      const { eventType, originalType, summary, resource } = content
      requireKind('string', {
        'content.eventType': eventType,
        'content.originalType': originalType,
        'content.summary': summary,
      })
      requireKind('object', { 'content.resource': resource })
      requireKind('caller', { to })
      return notifier.send(to, url, content)
    },
    get callbacks() {
      return notifier.records
    },
    async resend(id) {
      const resending = notifier.resend(id)
      if (resending) return resending
      throw new SandboxError('SANDBOX_CALLBACK_UNKNOWN', `The sandbox has no callback ${String(id)}.`)
    },
    approve: (planId) => applyStep(planId, 'approve'),
    reject: (planId, reason) => applyStep(planId, 'reject', reason),
    exhaust: (planId) => applyStep(planId, 'exhaust'),
    async refill(planId) {
      const plan = requirePlan(planId)
      return plan.pausedFor === 'brand' && !hasEnded(plan) ? [] : applyStep(planId, 'refill')
    },
    expire: (planId) => applyStep(planId, 'expire'),
    terminate: (planId) => applyStep(planId, 'terminate'),
    submit: (planId) => applyStep(planId, 'submit'),
    pause: (planId) => applyStep(planId, 'pause'),
    resume: (planId) => applyStep(planId, 'resume'),
    refuseNext(cause) {
      if (!isCause(cause)) {
        throw new SandboxError('SANDBOX_CAUSE_UNKNOWN', `WeChat Pay documents no cause ${String(cause)}.`)
      }
      state.refusals.push(cause)
    },
    addFault(rule) {
      checkFaultRule(rule)
      return faults.add(rule)
    },
    removeFault: faults.remove,
    get faults() {
      return faults.all
    },
    issueCertificate: platformKeys.issue,
    rollOver: platformKeys.rollOver,
    async usePlatformKeys(mode) {
      requireKind('mode', { mode })
      await platformKeys.use(mode)
    },
    settled: notifier.settled,
  }
}
