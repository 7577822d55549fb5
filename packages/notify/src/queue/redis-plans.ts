import { requirePositiveIntegers, wrongOption } from '../errors.ts'
import { toKey } from '../inbox/redis.ts'
import { createEvaluate, type RedisClient } from '../inbox/redis-client.ts'
import { createPlanStore, type PlanStore } from './plan-store.ts'

export interface RedisPlansOptions {
  /** Connecting, observing and closing it is up to you. */
  readonly client: RedisClient
  /**
   * The prefix of every key. Default `wxdp:plan:`. Each application that shares a Redis needs its own. Different
   * prefixes never share a key.
   */
  readonly prefix?: string
  /**
   * How long a plan is kept after its last change, in milliseconds. Default 180 days. Choose more than a job is ever
   * kept: a change that is replayed later is not recognised as stale.
   */
  readonly remember?: number
}

const read = `local time = redis.call('TIME')
return {time[1] * 1000 + math.floor(time[2] / 1000), redis.call('GET', KEYS[1])}`

// An empty text stands for none: GET returns false for a key that does not exist.
const replace = `if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

/**
 * Makes the store that keeps the order of plans in Redis: one key a plan, a few hundred bytes each. Each step is one
 * script on one key, so it works on a cluster. Leases run on Redis' own clock.
 *
 * The order is as durable as your Redis. What Redis loses of it, a change that arrives late can overtake.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const plans = createRedisPlans({ client: redis })
 * const { processor, options } = createBullmqConsumer({ plans, onNotification })
 */
export function createRedisPlans(options: RedisPlansOptions): PlanStore {
  const { client, prefix = 'wxdp:plan:', remember = 180 * 86_400_000 } = options
  if (typeof prefix !== 'string') throw wrongOption('prefix must be a string', prefix)
  requirePositiveIntegers({ remember })
  const evaluate = createEvaluate(client)
  // Escaped as in JSON: Redis has UTF-8, in which lone halves of surrogate pairs are all the same.
  const keyOf = (planId: string): string => toKey(prefix, JSON.stringify(planId).slice(1, -1))
  return createPlanStore({
    async read(planId) {
      const [now, text] = (await evaluate(read, keyOf(planId), [])) as [unknown, unknown]
      return { now: Number(now), text: typeof text === 'string' ? text : undefined }
    },
    async replace(planId, text = '', next) {
      return Number(await evaluate(replace, keyOf(planId), [text, next, `${remember}`])) === 1
    },
  })
}
