// Handles the notifications that are on the queue. Run as many workers as you like.
import { planChange } from '@wxdp/core'
import { couponSent } from '@wxdp/core/coupon'
import { byKind, NotifyError } from '@wxdp/notify'
import { createBullmqConsumer } from '@wxdp/notify/bullmq'
import { Worker } from 'bullmq'
import { receive } from './coupons.ts'
import { connection, plans } from './plans.ts'

const notifications = [planChange, couponSent] as const
const { processor, options } = createBullmqConsumer({
  plans,
  notifications,
  onNotification: byKind(
    {
      // Put your own code here. Write the notification's `id` in the same transaction, so that it has its effect once.
      planChange({ resource: { plan_id, plan_state } }) {
        console.log(JSON.stringify({ plan_id, plan_state }))
      },
      couponSent: ({ resource }) => receive(resource),
      other({ event_type }) {
        throw new NotifyError('NOTIFY_QUEUE_REJECTED', `Nothing handles ${event_type}.`)
      },
    },
    notifications,
  ),
  observe({ outcome, id, error }) {
    console.log(JSON.stringify({ outcome, id }))
    if (error) console.error(error)
  },
})
// How long the jobs of a worker that crashed wait, in milliseconds.
const lockDuration = Number(process.env.LOCK_DURATION ?? 30_000)
const locks = { lockDuration, stalledInterval: lockDuration }
const worker = new Worker('wechatpay', processor, { connection, concurrency: 10, ...locks, ...options })
worker.on('error', ({ message }) => console.error(`Worker: ${message}`))
// A job that lost its worker ten times does not reach `observe`.
worker.on('failed', (job, { message }) => console.error(`Job ${job?.id} failed: ${message}`))
process.once('SIGTERM', async () => {
  // Waits for the jobs that are running.
  await worker.close()
  await connection.quit()
})
console.log(`Worker ${process.pid} is ready`)
