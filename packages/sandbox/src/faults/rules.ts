import { matchPath } from '../http/match-path.ts'
import { chance, type RandomBytes } from '../http/random.ts'
import type { FaultRule } from './fault.ts'

/** The rules that are in force. */
export interface FaultRules {
  /** @returns A function that removes the rule. */
  add(rule: FaultRule): () => void
  /** Counts a call, and returns the rule that it meets: of several, the one that was added first. */
  next(method: string, pathname: string): FaultRule | undefined
}

export function createFaultRules(randomBytes: RandomBytes): FaultRules {
  const calls = new Map<object, { readonly rule: FaultRule; readonly count: number }>()
  return {
    add(rule) {
      const key = {}
      calls.set(key, { rule: { ...rule }, count: 0 })
      return () => void calls.delete(key)
    },
    next(method, pathname) {
      let met: FaultRule | undefined
      for (const [key, { rule, count }] of calls) {
        const { endpoint, nth, rate = 1 } = rule
        if (endpoint && (endpoint.method !== method || !matchPath(endpoint.path, pathname))) continue
        calls.set(key, { rule, count: count + 1 })
        if (nth !== undefined && nth !== count + 1) continue
        // Each rule takes its random bytes, whichever comes first: adding one changes no other.
        if (chance(rate, randomBytes)) met ??= rule
      }
      return met
    },
  }
}
