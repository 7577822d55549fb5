import { wrongOption } from '../errors.ts'
import type { Inbox } from './inbox.ts'
import { createEvaluate, type RedisClient } from './redis-client.ts'
import { createSharedInbox, type InboxStep, type InboxStore, type SharedInboxOptions } from './shared.ts'

export interface RedisInboxOptions extends SharedInboxOptions {
  /** Connecting, observing and closing it is up to you. */
  readonly client: RedisClient
  /**
   * The prefix of every key. Default `wxdp:inbox:`. Each application that shares a Redis needs its own. Different
   * prefixes never share a key.
   */
  readonly prefix?: string
}

// The value of a key is its owner, or `done`. Each script is atomic and returns the same when its owner runs it
// again. EVAL, not EVALSHA: the scripts are shorter than a callback's headers, and EVALSHA needs a second round trip
// after a restart or a failover.
const scripts: Readonly<Record<InboxStep['action'], string>> = {
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
 * Makes an inbox in Redis, for any number of processes. Each step is one round trip on one key, so it works on a
 * cluster, and leases run on Redis' own clock. Needs Redis 2.6.12 or later, or a store with its protocol.
 *
 * A claim is as durable as your Redis. What Redis loses (by a restart without `appendonly`, a failover before the
 * replica had it, or an eviction) is handled again when WeChat Pay sends it again.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`; the response is a 503,
 * and WeChat Pay sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const inbox = createRedisInbox({ client: redis })
 * const handler = createHandler({ verifier, apiV3Key, onNotification, inbox })
 */
export function createRedisInbox(options: RedisInboxOptions): Inbox {
  const { client, prefix = 'wxdp:inbox:', ...rest } = options
  if (typeof prefix !== 'string') throw wrongOption('prefix must be a string', prefix)
  const evaluate = createEvaluate(client)
  const store: InboxStore = async ({ action, id, owner, ms }) =>
    evaluate(scripts[action], toKey(prefix, id), [owner, `${ms}`])
  return createSharedInbox(store, { ...rest, name: 'Redis' })
}

/**
 * The key of an id. No two pairs of a prefix and an id share one: an id is escaped, so that the last colon or bar ends
 * the prefix, and the bar says that the prefix has no colon of its own.
 */
export function toKey(prefix: string, id: string): string {
  return `${prefix}${prefix.endsWith(':') ? '' : '|'}${encodeURIComponent(id)}`
}
