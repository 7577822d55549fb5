import { createRedisPlans } from '@wxdp/notify/bullmq'
import { Redis } from 'ioredis'
import { REDIS_URL } from './wechatpay.ts'

// Nobody waits for a worker, so it waits for Redis as long as it takes. BullMQ demands this of workers.
export const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null })
connection.on('error', ({ message }) => console.error(`Redis: ${message}`))

/** Keeps the order of each plan's changes. */
export const plans = createRedisPlans({ client: connection })
