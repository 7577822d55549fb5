export type { RedisByCall, RedisByEval, RedisInboxOptions } from './inbox/redis.ts'
export { createRedisInbox } from './inbox/redis.ts'
export type { SharedInboxOptions } from './inbox/shared.ts'
