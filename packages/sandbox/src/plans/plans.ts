import type { IdentityKind } from '../identities/identity.ts'
import { type PlanEvent, type PlanHistoryEntry, statesOf } from './history.ts'
import type { Plan } from './plan.ts'

/** All plans, in the order of their creation. */
export interface Plans {
  /** Stores a new plan under a new id of 32 digits; ids ascend. */
  add(plan: Omit<Plan, 'plan_id'>, event: PlanEvent): Plan
  /** Replaces the plan with this id. */
  replace(plan: Plan, event: PlanEvent): void
  find(planId: string): Plan | undefined
  /** The newest 50 steps of a plan, the oldest first. */
  historyOf(plan: Plan): readonly PlanHistoryEntry[]
  /** Some of the plans that fit. However many there are, none is copied that is not returned. */
  page(query: PlanQuery): PlanPage
  /** All plans with their histories, in the order of their creation. */
  save(): readonly PlanEntry[]
  /** Stores plans that were saved. */
  restore(entries: readonly PlanEntry[]): void
}

/** A plan and its history. */
export interface PlanEntry {
  readonly plan: Plan
  readonly history: readonly PlanHistoryEntry[]
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

/** A plan, as its steps replace it. */
interface Entry {
  plan: Plan
  history: readonly PlanHistoryEntry[]
}

const maxHistory = 50

export interface PlansOptions {
  readonly now: () => number
  /** Called with each plan that is new or has changed. */
  readonly onChange: (plan: Plan) => void
}

export function createPlans({ now, onChange }: PlansOptions): Plans {
  const all: Entry[] = []
  const byId = new Map<string, Entry>()
  /** The same plans, by owner and brand. Neither ever changes. */
  const groups = new Map<string, Entry[]>()

  function record(entry: Entry, plan: Plan, event: PlanEvent): void {
    const before = entry.history.length > 0 ? statesOf(entry.plan) : undefined
    const latest = { time: now(), ...event, before, after: statesOf(plan) }
    entry.plan = plan
    entry.history = [...entry.history, latest].slice(-maxHistory)
    onChange(plan)
  }
  function store(entry: Entry): void {
    const { plan } = entry
    const group = groupOf(plan.owner, plan.live.brand_id)
    const its = groups.get(group) ?? []
    groups.set(group, its)
    for (const entries of [all, its]) entries.push(entry)
    byId.set(plan.plan_id, entry)
  }
  function candidates({ owner, brandId, planId }: PlanQuery): readonly Entry[] {
    if (planId !== undefined) {
      const entry = byId.get(planId)
      return entry ? [entry] : []
    }
    if (owner === undefined || brandId === undefined) return all
    return groups.get(groupOf(owner, brandId)) ?? []
  }
  return {
    add(plan, event) {
      const plan_id = `12${String(all.length + 1).padStart(30, '0')}`
      const added = { ...plan, plan_id }
      const entry: Entry = { plan: added, history: [] }
      store(entry)
      record(entry, added, event)
      return added
    },
    replace: (plan, event) => record(byId.get(plan.plan_id) as Entry, plan, event),
    find: (planId) => byId.get(planId)?.plan,
    historyOf: ({ plan_id }) => (byId.get(plan_id) as Entry).history,
    page(query) {
      const { offset, limit, newestFirst } = query
      const entries = candidates(query)
      const at = (i: number): Plan => (entries[newestFirst ? entries.length - 1 - i : i] as Entry).plan
      const test = filterOf(query)
      const plans: Plan[] = []
      // The usual page costs as much as it has plans.
      if (!test) {
        const end = Math.min(entries.length, offset + limit)
        for (let i = offset; i < end; i++) plans.push(at(i))
        return { total: entries.length, plans }
      }
      let total = 0
      for (let i = 0; i < entries.length; i++) {
        const plan = at(i)
        if (!test(plan)) continue
        if (total >= offset && plans.length < limit) plans.push(plan)
        total += 1
      }
      return { total, plans }
    },
    save: () => all,
    restore(entries) {
      for (const entry of entries) store({ ...entry })
    },
  }
}

function groupOf(owner: IdentityKind, brandId: string): string {
  return `${owner} ${brandId}`
}

/** Whether a plan fits; `undefined` if every plan among the candidates does. */
function filterOf(query: PlanQuery): ((plan: Plan) => boolean) | undefined {
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
