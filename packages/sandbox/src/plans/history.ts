import type { Step } from './life-cycle.ts'
import type { AuditState, Plan, PlanState } from './plan.ts'

/** Both states of a plan. */
export interface PlanStates {
  readonly plan_state: PlanState
  readonly audit_state: AuditState
}

/** Something that happened to a plan. */
export interface PlanHistoryEntry {
  /** On the sandbox's clock. Milliseconds since 1970. */
  readonly time: number
  readonly step: 'create' | 'update' | Step
  /** `request`: a call; `control`: a method of `sandbox.control`; `clock`: the time had come. */
  readonly by: 'request' | 'control' | 'clock'
  /** Absent for `create`. */
  readonly before: PlanStates | undefined
  readonly after: PlanStates
  /** The `change_reason` of the notification. */
  readonly reason: string
}

/** What is going to be in the history. */
export type PlanEvent = Pick<PlanHistoryEntry, 'step' | 'by' | 'reason'>

const states = new Map<string, PlanStates>()

/** The same object for the same states: there are few, and there may be many plans. */
export function statesOf({ plan_state, audit_state }: Plan): PlanStates {
  const key = `${plan_state} ${audit_state}`
  const known = states.get(key) ?? { plan_state, audit_state }
  states.set(key, known)
  return known
}
