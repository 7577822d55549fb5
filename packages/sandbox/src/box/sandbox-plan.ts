import type { GivenOut } from '../coupons/batch.ts'
import type { PlanHistoryEntry } from '../plans/history.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { type AuditState, auditStates, type Plan, type PlanState, planStates } from '../plans/plan.ts'
import type { PlanQuery } from '../plans/plans.ts'
import { checkQuery, oneOf, type PageQuery, string } from './query.ts'

/** A step of `sandbox.control`. What a batch does to its plans is none. */
export type ControlStep = Exclude<Step, 'invalidate'>

const controlSteps: readonly ControlStep[] = [
  ...(['approve', 'reject', 'exhaust', 'refill', 'expire'] as const),
  ...(['submit', 'pause', 'resume', 'terminate'] as const),
]

/** A plan, with what no endpoint returns. */
export interface SandboxPlan extends Plan {
  /** The steps of `sandbox.control` that its states allow. */
  readonly possibleSteps: readonly ControlStep[]
  /** How many coupons it has given out. Of a coupon with several rounds, those of the first round count. */
  readonly sent: GivenOut
  /** What has happened to it: the newest 50 steps, the oldest first. */
  readonly history: readonly PlanHistoryEntry[]
}

/** Which plans to list. */
export interface SandboxPlanQuery extends PageQuery {
  /** Plans that this caller created. Default: all. */
  readonly owner?: 'partner' | 'brand'
  readonly planState?: PlanState
  readonly auditState?: AuditState
  /** Plans whose id, name or brand id contains this text, in upper or lower case. Default: all. */
  readonly text?: string
}

/** Some of the plans that fit a query. */
export interface SandboxPlanPage {
  /** How many plans fit. */
  readonly total: number
  readonly plans: readonly SandboxPlan[]
}

export function toSandboxPlan(
  plan: Plan,
  shown: { readonly sent: GivenOut; readonly history: readonly PlanHistoryEntry[] },
): SandboxPlan {
  return { ...plan, possibleSteps: controlSteps.filter((step) => advance(plan, step)), ...shown }
}

const members = {
  owner: oneOf('partner', 'brand'),
  planState: oneOf(...planStates),
  auditState: oneOf(...auditStates),
  text: string,
}

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function checkPlanQuery(query: SandboxPlanQuery): PlanQuery {
  return checkQuery(query, members)
}
