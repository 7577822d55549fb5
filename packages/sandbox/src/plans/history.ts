import type { HistoryEntry, HistoryEvent } from '../entries/history.ts'
import type { Step } from './life-cycle.ts'
import type { AuditState, Plan, PlanState } from './plan.ts'

/** Both states of a plan. */
export interface PlanStates {
  readonly plan_state: PlanState
  readonly audit_state: AuditState
}

/** Something that happened to a plan. */
export interface PlanHistoryEntry extends HistoryEntry<'create' | 'update' | Step, PlanStates> {
  /** The `change_reason` of the notification. */
  readonly reason: string
}

/** What is going to be in the history. */
export type PlanEvent = HistoryEvent<PlanHistoryEntry>

const states = new Map<string, PlanStates>()

/** The same object for the same states: there are few, and there may be many plans. */
export function statesOf({ plan_state, audit_state }: Plan): PlanStates {
  const key = `${plan_state} ${audit_state}`
  const known = states.get(key) ?? { plan_state, audit_state }
  states.set(key, known)
  return known
}
