export type { RedisInboxOptions } from './inbox/redis.ts'
export { createRedisInbox } from './inbox/redis.ts'
export type {
  RedisByCall,
  RedisByCustomCommand,
  RedisByEval,
  RedisByRest,
  RedisClient,
} from './inbox/redis-client.ts'
export type { SharedInboxOptions } from './inbox/shared.ts'
