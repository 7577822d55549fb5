// Whose turn it is on a plan, as pure decisions over what the store says.
import { isStaleChange } from '@wxdp/core'
import type { Begun, NamedChange, Plan } from './plan-store.ts'

/** Enough to recognise changes of the same millisecond; older ones are stale by their time. */
const remembered = 20

/** What a delivery may do with its change. */
export type Turn =
  /** Apply it: the plan is to be replaced by `next`, which gives the turn to this delivery. */
  | { readonly state: 'taken'; readonly next: Plan }
  /** Another delivery has the turn. */
  | { readonly state: 'busy' }
  /** It was applied before. */
  | { readonly state: 'duplicate' }
  /** A change that is newer was applied, or begun. */
  | { readonly state: 'stale' }

export interface TurnOptions {
  readonly owner: string
  /** Both in milliseconds, `now` by the store's clock. */
  readonly now: number
  readonly lease: number
}

/**
 * Decides whether a change may be applied now. A change counts from when a worker begins it, not from when it is done:
 * whether a worker that crashed has applied it, nobody knows.
 */
export function takeTurn(plan: Plan, change: NamedChange, { owner, now, lease }: TurnOptions): Turn {
  const { begun, applied, ids } = plan
  if (ids.includes(change.id)) return { state: 'duplicate' }
  // A delivery gets its own turn back: its worker crashed, and the engine has given the delivery to this one.
  if (begun && begun.until > now && begun.owner !== owner) return { state: 'busy' }
  if (begun?.id !== change.id && isStaleChange(change, begun ?? applied)) return { state: 'stale' }
  return { state: 'taken', next: { ...plan, begun: { ...change, owner, until: now + lease } } }
}

/** The plan once the change of a turn is applied. */
export function endTurn(plan: Plan, { owner, until, ...change }: Begun): Plan {
  const ids = [...plan.ids, change.id].slice(-remembered)
  // Another delivery has taken the turn when the lease ended; the newest change stays what that one makes it.
  if (plan.begun?.owner !== owner) return { ...plan, ids }
  return { applied: change, ids }
}

/** The plan once the change of a turn has failed. It stays begun, so that no older one is applied after it. */
export function yieldTurn(plan: Plan, { owner }: Begun): Plan {
  return plan.begun?.owner === owner ? { ...plan, begun: { ...plan.begun, until: 0 } } : plan
}
