import { createHandler } from '@wxdp/notify'
import {
  createBullmqConsumer,
  createBullmqSender,
  createRedisPlans,
  type QueuedNotification,
  replayBullmqJob,
} from '@wxdp/notify/bullmq'
import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import * as bullmq6 from 'bullmq'
import * as bullmq5 from 'bullmq-5'
import { Redis as Ioredis } from 'ioredis'
import { afterAll, beforeAll, describe } from 'vitest'
import { type DeadLetter, queueContract } from '../support/queue-contract.ts'
import { newLog, notingSettings } from '../support/queue-function.ts'
import { settings } from '../support/settings.ts'

const program = await findRedis()

describe.each([
  ['BullMQ 6', bullmq6],
  ['BullMQ 5', bullmq5 as unknown as typeof bullmq6],
])('%s', (_, { Queue, Worker }) => {
  skipWithout(program, 'redis-server')
  let redis: Redis
  let client: Ioredis
  const open: { close(): Promise<void> }[] = []
  beforeAll(async () => {
    if (!program) return
    redis = await startRedis({ program })
    client = new Ioredis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null })
    client.on('error', () => {})
  })
  afterAll(async () => {
    for (const each of open.splice(0)) await each.close()
    client?.disconnect()
    await redis?.stop()
  })

  queueContract(async () => {
    const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null }
    const queue = new Queue<QueuedNotification>('contract', { connection })
    const job = { attempts: 4, backoff: { type: 'fixed', delay: 1 } }
    const onNotification = createBullmqSender({ queue, job })
    const handler = createHandler({ ...settings, onNotification, observe() {} })
    const log = newLog()
    // Two workers, as in two processes.
    for (let i = 0; i < 2; i++) {
      const { processor, options } = createBullmqConsumer({
        ...notingSettings(log),
        plans: createRedisPlans({ client }),
      })
      const worker = new Worker('contract', processor, { connection, concurrency: 8, ...options })
      worker.on('error', () => {})
      open.push(worker)
    }
    open.push(queue)
    return {
      async post({ headers, body }) {
        const url = 'https://pay.example.com/'
        return (await handler(new Request(url, { method: 'POST', headers, body }))).status
      },
      async put(message) {
        const { id, kind, resourceText, serialNo, timestamp, ...rest } = message as QueuedNotification
        if (rest.wxdp === 1 && typeof timestamp === 'number') {
          const notification = { id, kind, ...rest, resource: undefined, resourceText }
          await onNotification(notification, { serialNo, timestamp })
        } else await queue.add('anything', message as QueuedNotification, { ...job, jobId: id })
      },
      look: async () => log,
      repair: async (id) => void log.repaired.push(id),
      async deadLetters() {
        const jobs = await queue.getFailed()
        return jobs.map(
          ({ data, failedReason }): DeadLetter => ({ id: data?.id, reason: failedReason ?? 'none' }),
        )
      },
      async replay(id) {
        await replayBullmqJob({ queue, id }).catch(({ code }) => {
          throw new Error(code)
        })
      },
    }
  })
})

// Compiled, and never run: the types of both versions have the forms that this package expects.
export function withVersion5(queue: bullmq5.Queue<QueuedNotification>, anyQueue: bullmq5.Queue): void {
  createBullmqSender({ queue })
  createBullmqSender({ queue: anyQueue })
  void replayBullmqJob({ queue, id: 'EV-1' })
  const { processor, options } = createBullmqConsumer({ plans: {} as never, onNotification() {} })
  new bullmq5.Worker('wechatpay', processor, { connection: {}, ...options })
}
