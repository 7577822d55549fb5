// Applies the notifications that receivers enqueued. Run as many workers as you like.
import { createApp } from '@wxdp-examples/shared'
import { Worker } from 'bullmq'
import { createPlanStore } from './plan-store.ts'
import { openQueue, queueName, scheduleReconcile, type Work } from './queue.ts'
import { connectAndWait } from './redis.ts'
import { readSettings } from './settings.ts'
import { stopOnSignal } from './stop.ts'
import { createWork } from './work.ts'

const { client } = createApp(process.env)
const { redisUrl, concurrency, lock, stalledInterval, brandIds, reconcileEvery, hold } = readSettings(
  process.env,
)
const redis = connectAndWait(redisUrl)
const queue = openQueue(redis)
await scheduleReconcile(queue, brandIds.length > 0 ? reconcileEvery : undefined)
const work = createWork({ plans: createPlanStore(redis), client, brandIds, hold })
const worker = new Worker<Work>(queueName, ({ data }) => work(data), {
  connection: redis,
  // BullMQ stores the name in each job that this worker runs.
  name: `worker-${process.pid}`,
  concurrency,
  lockDuration: lock,
  stalledInterval,
  // By default, BullMQ fails a job after two crashed workers. A few restarts in a row could do that to a valid job.
  maxStalledCount: 10,
})
worker.on('error', ({ message }) => console.error(`Worker: ${message}`))
worker.on('failed', (job, { message }) => console.error(`Job ${job?.id} failed: ${message}`))
stopOnSignal(async () => {
  // Waits for the running jobs and starts no more.
  await worker.close()
  await queue.close()
  await redis.quit()
})
console.log(`Worker ${process.pid} is ready`)
