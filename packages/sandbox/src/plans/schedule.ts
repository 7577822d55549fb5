import type { Clock } from '../clock/clock.ts'
import type { Step } from './life-cycle.ts'
import { hasEnded, type Plan } from './plan.ts'

/** What happens to a plan without a call. */
export interface NextStep {
  readonly step: Extract<Step, 'approve' | 'expire'>
  /** Milliseconds since 1970. */
  readonly time: number
}

/** @param auditEnd When the current audit ends by itself; `undefined`: it does not. */
export function nextStep(plan: Plan, auditEnd: number | undefined): NextStep | undefined {
  if (hasEnded(plan)) return undefined
  const end = Date.parse(plan.live.delivery_end_time)
  return auditEnd !== undefined && auditEnd < end
    ? { step: 'approve', time: auditEnd }
    : { step: 'expire', time: end }
}

export interface ScheduleOptions {
  readonly clock: Clock
  /** How long an audit takes, in milliseconds; `undefined`: until `control` ends it. */
  readonly auditTime: number | undefined
  readonly take: (planId: string, step: Step) => void
}

interface Scheduled {
  readonly auditEnd: number | undefined
  readonly cancel: () => void
}

/** What the clock is going to do to plans. */
export interface Schedule {
  /** To be called with each plan that is new or has changed. */
  update(plan: Plan): void
  /** When the current audit of a plan ends by itself; `undefined`: it does not. */
  auditEndOf(planId: string): number | undefined
  /** Goes on with a plan that was saved. */
  resume(plan: Plan, auditEnd: number | undefined): void
}

export function createSchedule({ clock, auditTime, take }: ScheduleOptions): Schedule {
  const scheduled = new Map<string, Scheduled>()
  function resume(plan: Plan, auditEnd: number | undefined): void {
    const { plan_id } = plan
    scheduled.get(plan_id)?.cancel()
    const next = nextStep(plan, auditEnd)
    if (!next) scheduled.delete(plan_id)
    else {
      const cancel = clock.at(next.time, () => take(plan_id, next.step), `plan:${plan_id}`)
      scheduled.set(plan_id, { auditEnd, cancel })
    }
  }
  return {
    update(plan) {
      const isAudited = plan.audit_state === 'PROCESSING'
      const before = scheduled.get(plan.plan_id)?.auditEnd
      const after = auditTime === undefined ? undefined : clock.now() + auditTime
      resume(plan, isAudited ? (before ?? after) : undefined)
    },
    auditEndOf: (planId) => scheduled.get(planId)?.auditEnd,
    resume,
  }
}
