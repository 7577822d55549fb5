// The state of the plans. This example keeps it in Redis. In your database, `apply` is one transaction:
//
//   BEGIN;
//   INSERT INTO changes (notification_id, …) VALUES ($1, …) ON CONFLICT DO NOTHING;  -- no row? COMMIT: 'duplicate'
//   SELECT … FROM plans WHERE plan_id = $2 FOR UPDATE;                               -- isStaleChange? COMMIT: 'stale'
//   INSERT INTO plans … ON CONFLICT (plan_id) DO UPDATE …;                           -- and your own statements
//   COMMIT;
import { isStaleChange, type KnownPlanChange } from '@wxdp/core'
import type { Redis } from 'ioredis'

export interface Change extends KnownPlanChange {
  readonly plan_id: string
}

export type Outcome =
  /** Stored now, as the newest change of its plan. */
  | 'applied'
  /** Older than the stored change. */
  | 'stale'
  /** Applied before: a worker crashed after it applied the change, and the job ran again. */
  | 'duplicate'

export interface PlanStore {
  /** The newest stored change of a plan. */
  newest(planId: string): Promise<Change | undefined>
  /** Applies a change once, however often it is called with the same id. */
  apply(id: string, change: Change): Promise<Outcome>
}

// Redis runs a script as one step, so a worker cannot crash between storing the id and storing the change. The
// braces in the keys keep both keys of a plan on one node of a cluster.
const script = `-- KEYS: plan, applied ids. ARGV: id, version of the plan when it was read, outcome, change.
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'duplicate' end
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[2] then return 'conflict' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HINCRBY', KEYS[1], 'version', 1)
if ARGV[3] == 'applied' then redis.call('HSET', KEYS[1], 'newest', ARGV[4]) end
return ARGV[3]`

export function planKeys(planId: string): { readonly plan: string; readonly applied: string } {
  return { plan: `wxdp:plan:{${planId}}`, applied: `wxdp:plan:{${planId}}:applied` }
}

export function createPlanStore(redis: Redis): PlanStore {
  async function read(planId: string): Promise<{ version: string; newest: Change | undefined }> {
    const [version, newest] = await redis.hmget(planKeys(planId).plan, 'version', 'newest')
    return { version: version ?? '0', newest: newest ? (JSON.parse(newest) as Change) : undefined }
  }
  return {
    newest: async (planId) => (await read(planId)).newest,
    async apply(id, change) {
      const { plan, applied } = planKeys(change.plan_id)
      for (;;) {
        const { version, newest } = await read(change.plan_id)
        const outcome = isStaleChange(change, newest) ? 'stale' : 'applied'
        const values = [id, version, outcome, JSON.stringify(change)]
        const result = await redis.eval(script, 2, plan, applied, ...values)
        // On a conflict another worker has changed the plan since it was read. One of them always succeeds.
        if (result !== 'conflict') return result as Outcome
      }
    },
  }
}
