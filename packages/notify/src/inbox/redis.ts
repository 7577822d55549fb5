import { invalidOption } from '../errors.ts'
import type { Inbox } from './inbox.ts'
import { createSharedInbox, type SharedInboxOptions, type Step, type Store } from './shared.ts'

/** As `ioredis` is called; a `Redis` or a `Cluster` of it fits as it is. */
export interface RedisByCall {
  call(command: string, ...args: string[]): Promise<unknown>
}

/** As `redis` (node-redis) is called; its client, cluster, sentinel or pool fits as it is. */
export interface RedisByEval {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
}

export interface RedisInboxOptions extends SharedInboxOptions {
  /** Yours: connected, observed and closed by you. */
  readonly client: RedisByCall | RedisByEval
  /** What every key begins with. Default `wxdp:inbox:`; one of its own for each app that shares a Redis. */
  readonly prefix?: string
}

// A key holds its owner, or `done`. Each script is atomic, says the same when it is repeated by the same owner,
// and leaves all time to Redis. EVAL, not EVALSHA: a script is shorter than a callback's headers, and there is
// never a second round trip, neither after a restart nor after a fail-over.
const scripts: Readonly<Record<Step['act'], string>> = {
  claim: `local held = redis.call('GET', KEYS[1])
if held == 'done' then return 'done' end
if held and held ~= ARGV[1] then return 'busy' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'new'`,
  complete: `redis.call('SET', KEYS[1], 'done', 'PX', ARGV[2])
return 'ok'`,
  release: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 'ok'`,
}

/**
 * An inbox in Redis, for as many processes as share it. One round trip a step, one key an id, so that it works
 * on a cluster; leases run on Redis' own clock. Needs Redis 2.6.12 or later, or what speaks its protocol.
 *
 * A claim is as durable as your Redis: what it forgets (a restart without `appendonly`, a fail-over before the
 * replica had it, an eviction) is handled again when WeChat Pay sends it again.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`: the callback is
 * answered 503 and comes again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createHandler({ receive, onNotification, inbox: redisInbox({ client: redis }) })
 */
export function createRedisInbox(options: RedisInboxOptions): Inbox {
  const { client, prefix = 'wxdp:inbox:', ...rest } = options
  if (typeof prefix !== 'string') throw invalidOption('prefix must be a string.')
  const evaluate = evaluator(client)
  const store: Store = async ({ act, id, owner, ms }) => evaluate(scripts[act], prefix + id, [owner, `${ms}`])
  return createSharedInbox(store, { ...rest, name: 'Redis' })
}

type Evaluate = (script: string, key: string, args: string[]) => Promise<unknown>

function evaluator(client: RedisInboxOptions['client']): Evaluate {
  if (typeof client === 'object' && client !== null) {
    if ('call' in client) return (script, key, args) => client.call('eval', script, '1', key, ...args)
    if ('eval' in client) return (script, key, args) => client.eval(script, { keys: [key], arguments: args })
  }
  throw invalidOption('client must be a client of ioredis or of redis (node-redis).')
}
