import { createEntries, type EntriesOptions, type EntryQuery, type SavedEntry } from '../entries/entries.ts'
import type { IdentityKind } from '../identities/identity.ts'
import { type PlanEvent, type PlanHistoryEntry, statesOf } from './history.ts'
import type { Plan, PlanTerms } from './plan.ts'

/** All plans, in the order of their creation. */
export interface Plans {
  /** Stores a new plan under a new id of 32 digits; ids ascend. */
  add(plan: Omit<Plan, 'plan_id'>, event: PlanEvent): Plan
  /** Replaces the plan with this id. */
  replace(plan: Plan, event: PlanEvent): void
  find(planId: string): Plan | undefined
  /** The plans that deliver a batch, or a group of batches. */
  ofBatch(batch: BatchOfPlans): readonly Plan[]
  /** The newest 50 steps of a plan, the oldest first. */
  historyOf(plan: Plan): readonly PlanHistoryEntry[]
  /** Some of the plans that fit. However many there are, none is copied that is not returned. */
  page(query: PlanQuery): PlanPage
  /** All plans with their histories, in the order of their creation. */
  save(): readonly SavedEntry<Plan, PlanHistoryEntry>[]
  /** Stores plans that were saved. */
  restore(entries: readonly SavedEntry<Plan, PlanHistoryEntry>[]): void
}

/** A batch, or the group that it is in. */
export interface BatchOfPlans {
  readonly owner: IdentityKind
  readonly brand_id: string
  /** `stock_id` or `stock_bundle_id`. */
  readonly id: string
}

export interface PlanQuery {
  readonly owner?: Plan['owner'] | undefined
  readonly brandId?: string | undefined
  readonly planId?: string | undefined
  readonly planState?: Plan['plan_state'] | undefined
  readonly auditState?: Plan['audit_state'] | undefined
  /** Part of the id, the name or the brand id. */
  readonly text?: string | undefined
  readonly offset: number
  readonly limit: number
  readonly newestFirst?: boolean | undefined
}

export interface PlanPage {
  /** How many plans fit. */
  readonly total: number
  readonly plans: readonly Plan[]
}

export type PlansOptions = Pick<EntriesOptions<Plan, PlanHistoryEntry>, 'now' | 'onChange'>

export function createPlans(options: PlansOptions): Plans {
  const entries = createEntries<Plan, PlanHistoryEntry>({
    ...options,
    keyOf: ({ plan_id }) => plan_id,
    groupsOf: ({ owner, live }) => [
      groupOf(owner, live.brand_id),
      batchGroup({ owner, brand_id: live.brand_id, id: batchIdOf(live) }),
    ],
    statesOf,
  })
  return {
    ...entries,
    add(plan, event) {
      const plan_id = `12${String(entries.size + 1).padStart(30, '0')}`
      return entries.add({ ...plan, plan_id }, event)
    },
    ofBatch: (batch) => entries.inGroup(batchGroup(batch)),
    page(query) {
      const { planId, offset, limit, newestFirst } = query
      const test = filterOf(query)
      if (planId !== undefined) {
        const plan = entries.find(planId)
        const fits = plan !== undefined && (!test || test(plan))
        return { total: fits ? 1 : 0, plans: fits ? [plan].slice(offset, offset + limit) : [] }
      }
      const { total, values } = entries.page({ group: candidates(query), test, offset, limit, newestFirst })
      return { total, plans: values }
    },
  }
}

/** The batch that a plan delivers, or its group. One of both is there. */
export function batchIdOf({ stock_id, stock_bundle_id }: PlanTerms): string {
  return stock_bundle_id ?? String(stock_id)
}

function groupOf(owner: IdentityKind, brandId: string): string {
  return `of ${owner} ${brandId}`
}

function batchGroup({ owner, brand_id, id }: BatchOfPlans): string {
  return `batch ${owner} ${brand_id} ${id}`
}

function candidates({ owner, brandId }: PlanQuery): string | undefined {
  return owner === undefined || brandId === undefined ? undefined : groupOf(owner, brandId)
}

/** Whether a plan fits; `undefined` if every plan among the candidates does. */
function filterOf(query: PlanQuery): EntryQuery<Plan>['test'] {
  const { owner, brandId, planId, planState, auditState } = query
  const text = query.text?.toLowerCase()
  const isGroup = planId === undefined && owner !== undefined && brandId !== undefined
  const tests: readonly (((plan: Plan) => boolean) | false)[] = [
    owner !== undefined && !isGroup && ((plan) => plan.owner === owner),
    brandId !== undefined && !isGroup && ((plan) => plan.live.brand_id === brandId),
    planState !== undefined && ((plan) => plan.plan_state === planState),
    auditState !== undefined && ((plan) => plan.audit_state === auditState),
    text !== undefined && ((plan) => mentions(plan, text)),
  ]
  const needed = tests.filter((test) => test !== false)
  return needed.length === 0 ? undefined : (plan) => needed.every((test) => test(plan))
}

function mentions({ plan_id, live: { plan_name, brand_id } }: Plan, text: string): boolean {
  return [plan_id, plan_name, brand_id].some((value) => value.toLowerCase().includes(text))
}
