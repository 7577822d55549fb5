import type { KnownPlanChange } from '@wxdp/core'
import { NotifyError } from '../errors.ts'

/** One plan in a {@link PlanStore}. */
export interface StoredPlan {
  /** What was written last; undefined if nothing was. */
  readonly text: string | undefined
  /** The store's clock, in milliseconds. All workers compare leases by it. */
  readonly now: number
}

/**
 * Where consumers keep, for each plan, the change that they applied last and whose turn it is. All consumers of a queue
 * share one store. `createRedisPlans` and `createDurableObjectPlans` make one; any store with a compare-and-set can be
 * one, such as a table with the columns `plan_id` and `text`.
 */
export interface PlanStore {
  /** Reads one plan. */
  read(planId: string): Promise<StoredPlan>
  /**
   * Writes one plan if it still is as it was read, atomically.
   *
   * @param text What was read; undefined if there was nothing.
   * @returns Whether it was written.
   */
  replace(planId: string, text: string | undefined, next: string): Promise<boolean>
  /**
   * The change of a plan that was applied last, for `reconcile` of `@wxdp/fetch/reconcile`. Undefined if none is known.
   */
  known(planId: string): Promise<KnownPlanChange | undefined>
}

/** Adds `known` to a store of two functions. */
export function createPlanStore(store: Omit<PlanStore, 'known'>): PlanStore {
  return {
    ...store,
    known: async (planId) => parsePlan((await store.read(planId)).text).applied,
  }
}

/** A change with the id of its notification. */
export interface NamedChange extends KnownPlanChange {
  readonly id: string
}

/** The change that is being applied, or that a worker began and did not finish. */
export interface Begun extends NamedChange {
  /** The delivery that has the turn. The engine gives it to one worker at a time. */
  readonly owner: string
  /** When the turn ends by itself, by the store's clock, in milliseconds. */
  readonly until: number
}

/** What the text of a plan says. */
export interface Plan {
  readonly applied?: NamedChange | undefined
  readonly begun?: Begun | undefined
  /** The ids that were applied last, oldest first. */
  readonly ids: readonly string[]
}

// Not JSON as a whole: some clients parse what looks like JSON.
const version = '1 '

export function toText(plan: Plan): string {
  return `${version}${JSON.stringify(plan)}`
}

/** @throws {NotifyError} `NOTIFY_PLANS_UNAVAILABLE`, if this package did not write it */
export function parsePlan(text: string | undefined): Plan {
  if (text === undefined) return { ids: [] }
  if (text.startsWith(version)) return JSON.parse(text.slice(version.length)) as Plan
  throw new NotifyError(
    'NOTIFY_PLANS_UNAVAILABLE',
    'The store holds something else under the key of a plan. Give plans a prefix of their own, or update this worker.',
  )
}
