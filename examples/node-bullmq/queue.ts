import { Queue } from 'bullmq'
import { REDIS_URL } from './wechatpay.ts'

// A command fails at once while Redis is away: WeChat Pay gets its response in time, and sends again.
const connection = { url: REDIS_URL, enableOfflineQueue: false, maxRetriesPerRequest: 0 }
export const queue = new Queue('wechatpay', { connection })
queue.on('error', ({ message }) => console.error(`Redis: ${message}`))
await queue.waitUntilReady()
