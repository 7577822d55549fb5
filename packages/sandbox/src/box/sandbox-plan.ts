import type { PlanHistoryEntry } from '../plans/history.ts'
import { advance, type Step } from '../plans/life-cycle.ts'
import { type AuditState, auditStates, type Plan, type PlanState, planStates } from '../plans/plan.ts'
import type { PlanQuery } from '../plans/plans.ts'
import { checkMembers, type Kind } from './check-options.ts'

/** A step of `sandbox.control`. */
export type ControlStep = Step

const controlSteps: readonly ControlStep[] = [
  ...(['approve', 'reject', 'exhaust', 'refill', 'expire'] as const),
  ...(['submit', 'pause', 'resume', 'terminate'] as const),
]

/** A plan, with what no endpoint returns. */
export interface SandboxPlan extends Plan {
  /** The steps of `sandbox.control` that its states allow. */
  readonly possibleSteps: readonly ControlStep[]
  /** What has happened to it: the newest 50 steps, the oldest first. */
  readonly history: readonly PlanHistoryEntry[]
}

/** Which plans to list. */
export interface SandboxPlanQuery {
  /** Plans that this caller created. Default: all. */
  readonly owner?: 'partner' | 'brand'
  readonly planState?: PlanState
  readonly auditState?: AuditState
  /** Plans whose id, name or brand id contains this text, in upper or lower case. Default: all. */
  readonly text?: string
  /** Begins with the newest plan. Default `false`. */
  readonly newestFirst?: boolean
  /** How many plans to skip. Default 0. */
  readonly offset?: number
  /** How many plans to list, from 1 to 1,000. Default 100. */
  readonly limit?: number
}

/** Some of the plans that fit a query. */
export interface SandboxPlanPage {
  /** How many plans fit. */
  readonly total: number
  readonly plans: readonly SandboxPlan[]
}

export function toSandboxPlan(plan: Plan, history: readonly PlanHistoryEntry[]): SandboxPlan {
  return { ...plan, possibleSteps: controlSteps.filter((step) => advance(plan, step)), history }
}

const oneOf = (...values: readonly unknown[]): Kind => [
  `one of ${values.join(', ')}`,
  (value) => values.includes(value),
]
const integer = (from: number, to: number): Kind => [
  `an integer from ${from} to ${to}`,
  (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
]
const members: Readonly<Record<keyof SandboxPlanQuery, Kind>> = {
  owner: oneOf('partner', 'brand'),
  planState: oneOf(...planStates),
  auditState: oneOf(...auditStates),
  text: ['a string', (value) => typeof value === 'string'],
  newestFirst: oneOf(true, false),
  offset: integer(0, Number.MAX_SAFE_INTEGER),
  limit: integer(1, 1000),
}

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function checkPlanQuery(query: SandboxPlanQuery): PlanQuery {
  checkMembers(query, { prefix: 'query.', members })
  return { ...query, offset: query.offset ?? 0, limit: query.limit ?? 100 }
}
