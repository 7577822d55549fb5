// What this business knows of its plans. Here it is kept in Redis; yours is your database, and `apply` is one
// transaction there:
//
//   BEGIN;
//   INSERT INTO changes (notification_id, …) VALUES ($1, …) ON CONFLICT DO NOTHING;  -- no row? COMMIT: 'known'
//   SELECT … FROM plans WHERE plan_id = $2 FOR UPDATE;                               -- isStale? COMMIT: 'overtaken'
//   INSERT INTO plans … ON CONFLICT (plan_id) DO UPDATE …;                           -- and all else that follows
//   COMMIT;
import { isStale, type KnownChange } from '@wxdp/core'
import type { Redis } from 'ioredis'

export interface Change extends KnownChange {
  readonly plan_id: string
}

/** What became of a change. */
export type Outcome =
  /** It is the newest of its plan. */
  | 'stored'
  /** A newer one had come before. */
  | 'overtaken'
  /** It had been applied before: a worker died after the effect, and its job was run again. */
  | 'known'

export interface PlanStore {
  /** The newest change of a plan. */
  newest(planId: string): Promise<Change | undefined>
  /** Applies a change once, however often it is asked to. */
  apply(id: string, change: Change): Promise<Outcome>
}

// Effect and mark in one step: there is no moment at which a worker can die between them. Braces keep a plan's
// keys on one node of a cluster.
const script = `-- KEYS: the plan, its ledger. ARGV: the change's id, the version that was judged, the outcome, the change.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'known' end
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[2] then return 'moved' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HINCRBY', KEYS[1], 'version', 1)
if ARGV[3] == 'stored' then redis.call('HSET', KEYS[1], 'newest', ARGV[4]) end
return ARGV[3]`

export function planKeys(planId: string): { readonly plan: string; readonly ledger: string } {
  return { plan: `wxdp:plan:{${planId}}`, ledger: `wxdp:plan:{${planId}}:ledger` }
}

export function createPlanStore(redis: Redis): PlanStore {
  async function read(planId: string): Promise<{ version: string; newest: Change | undefined }> {
    const [version, newest] = await redis.hmget(planKeys(planId).plan, 'version', 'newest')
    return { version: version ?? '0', newest: newest ? (JSON.parse(newest) as Change) : undefined }
  }
  return {
    newest: async (planId) => (await read(planId)).newest,
    async apply(id, change) {
      const { plan, ledger } = planKeys(change.plan_id)
      for (;;) {
        const { version, newest } = await read(change.plan_id)
        const outcome = isStale(change, newest) ? 'overtaken' : 'stored'
        const answer = await redis.eval(script, 2, plan, ledger, id, version, outcome, JSON.stringify(change))
        // Another worker was faster, and what was judged is old. Of all who try at once, one gets on.
        if (answer !== 'moved') return answer as Outcome
      }
    },
  }
}
