import { matchPath } from '../http/match-path.ts'
import { chance, type RandomBytes } from '../http/random.ts'
import type { FaultRule } from './fault.ts'

/** A rule that is in force. */
export interface StandingFault {
  readonly id: string
  readonly rule: FaultRule
  /** The calls that fit its `endpoint`, so far. */
  readonly calls: number
  /** How many of them the fault met. */
  readonly met: number
}

/** The rules that are in force. */
export interface FaultRules {
  /** The oldest first. */
  readonly all: readonly StandingFault[]
  /** @returns The id of the rule. */
  add(rule: FaultRule): string
  /** @returns Whether there was a rule with this id. */
  remove(id: string): boolean
  /** Counts a call, and returns the rule that it meets: of several, the one that was added first. */
  next(method: string, pathname: string): FaultRule | undefined
  save(): SavedFaults
  restore(saved: SavedFaults): void
}

/** The rules in force, as JSON. */
export interface SavedFaults {
  readonly standing: readonly StandingFault[]
  /** How many rules there have been. */
  readonly added: number
}

/** @param onChange Called when a rule was added or removed, or has met a call. */
export function createFaultRules(
  randomBytes: RandomBytes,
  onChange: () => void = () => undefined,
): FaultRules {
  const standing = new Map<string, StandingFault>()
  let added = 0
  return {
    get all() {
      return [...standing.values()]
    },
    add(rule) {
      added += 1
      const id = `fault-${added}`
      standing.set(id, { id, rule: plain(rule), calls: 0, met: 0 })
      onChange()
      return id
    },
    remove(id) {
      const wasThere = standing.delete(id)
      if (wasThere) onChange()
      return wasThere
    },
    save: () => ({ standing: [...standing.values()], added }),
    restore(saved) {
      for (const fault of saved.standing) standing.set(fault.id, fault)
      added = saved.added
    },
    next(method, pathname) {
      let first: StandingFault | undefined
      for (const [id, fault] of standing) {
        const { endpoint, nth, rate = 1 } = fault.rule
        if (endpoint && (endpoint.method !== method || !matchPath(endpoint.path, pathname))) continue
        const counted = { ...fault, calls: fault.calls + 1 }
        standing.set(id, counted)
        if (nth !== undefined && nth !== counted.calls) continue
        // Each rule takes its random bytes, whichever comes first: adding one changes no other.
        if (chance(rate, randomBytes)) first ??= counted
      }
      if (!first) return undefined
      standing.set(first.id, { ...first, met: first.met + 1 })
      onChange()
      return first.rule
    },
  }
}

/** Without the functions that an endpoint of `@wxdp/core` has. */
function plain({ endpoint, ...rule }: FaultRule): FaultRule {
  return endpoint ? { ...rule, endpoint: { method: endpoint.method, path: endpoint.path } } : rule
}
