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

/** Returns a function to be called with each plan that is new or has changed. */
export function createSchedule({ clock, auditTime, take }: ScheduleOptions): (plan: Plan) => void {
  const scheduled = new Map<string, Scheduled>()
  return (plan) => {
    const { plan_id, audit_state } = plan
    const before = scheduled.get(plan_id)
    before?.cancel()
    const auditEnd =
      audit_state === 'PROCESSING' && auditTime !== undefined
        ? (before?.auditEnd ?? clock.now() + auditTime)
        : undefined
    const next = nextStep(plan, auditEnd)
    if (!next) scheduled.delete(plan_id)
    else {
      const cancel = clock.at(next.time, () => take(plan_id, next.step))
      scheduled.set(plan_id, { auditEnd, cancel })
    }
  }
}
