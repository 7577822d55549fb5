export { findRedis } from './find-redis.ts'
export { freePort } from './free-port.ts'
export { type Redis, type RedisOptions, startRedis } from './redis.ts'
