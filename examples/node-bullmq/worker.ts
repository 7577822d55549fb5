// Applies what receivers enqueued. Run as many as you like.
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
  // Stands on each job that it has.
  name: `worker-${process.pid}`,
  concurrency,
  lockDuration: lock,
  stalledInterval,
  // The default gives a job up when a second worker dies under it; a deployment can do that to a good job.
  maxStalledCount: 10,
})
worker.on('error', ({ message }) => console.error(`Worker: ${message}`))
worker.on('failed', (job, { message }) => console.error(`Job ${job?.id} failed: ${message}`))
stopOnSignal(async () => {
  // Waits for the jobs in work, and takes no more.
  await worker.close()
  await queue.close()
  await redis.quit()
})
console.log(`Worker ${process.pid} is ready`)
