import type { ReceivedNotification } from '@wxdp/notify'
import { type DefaultJobOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'

export const queueName = 'wechatpay'

/** What a job is about: a notification as it was received, or the look for those that were lost. */
export type Work = ReceivedNotification | { readonly kind: 'reconcile' }

const day = 86_400
const defaultJobOptions: DefaultJobOptions = {
  // Over about half an hour. What fails all the same stays in the failed set, for people to look at and to retry.
  attempts: 12,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  // Bounded, since Redis is memory. As long as a job is there, its id is not taken again.
  removeOnComplete: { age: day, count: 10_000 },
  removeOnFail: { age: 30 * day, count: 10_000 },
}

export function openQueue(connection: Redis): Queue<Work> {
  const queue = new Queue<Work>(queueName, { connection, defaultJobOptions })
  // The connection's own listener has logged it.
  queue.on('error', () => {})
  return queue
}

/** Resolves when Redis has the job, and not before: after that WeChat Pay does not send again. */
export async function enqueue(queue: Queue<Work>, notification: ReceivedNotification): Promise<void> {
  await queue.add(notification.event_type, notification, { jobId: jobIdOf(notification.id) })
}

/**
 * The notification's id, so that BullMQ, too, takes it once: a receiver that dies before it has answered leaves a
 * job and no completed claim, and the callback comes again. BullMQ refuses ids with a colon, and those that are
 * numbers.
 */
export function jobIdOf(id: string): string {
  return `notification-${encodeURIComponent(id)}`
}

/** Has lost callbacks looked for in this period, however many workers ask for it; without one, no more. */
export async function scheduleReconcile(queue: Queue<Work>, every: number | undefined): Promise<void> {
  if (every === undefined) await queue.removeJobScheduler('reconcile')
  // One attempt: the next run is due anyway.
  else {
    const job = { name: 'reconcile', data: { kind: 'reconcile' }, opts: { attempts: 1 } } as const
    await queue.upsertJobScheduler('reconcile', { every }, job)
  }
}
