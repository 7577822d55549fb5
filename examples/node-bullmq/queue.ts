import type { ReceivedNotification } from '@wxdp/notify'
import { type DefaultJobOptions, Queue } from 'bullmq'
import type { Redis } from 'ioredis'

export const queueName = 'wechatpay'

/** The data of a job: a notification as it was received, or the task to look for missed changes. */
export type Work = ReceivedNotification | { readonly kind: 'reconcile' }

const day = 86_400
const defaultJobOptions: DefaultJobOptions = {
  // Twelve attempts take about half an hour. After that the job stays in the failed set, for people to inspect and retry.
  attempts: 12,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  // Limited, since Redis keeps jobs in memory. While a job is there, BullMQ accepts no second job with its id.
  removeOnComplete: { age: day, count: 10_000 },
  removeOnFail: { age: 30 * day, count: 10_000 },
}

export function openQueue(connection: Redis): Queue<Work> {
  const queue = new Queue<Work>(queueName, { connection, defaultJobOptions })
  // The connection logs its errors itself; see redis.ts.
  queue.on('error', () => {})
  return queue
}

/** Enqueues a notification. Resolves when Redis has the job; after that, WeChat Pay does not send again. */
export async function enqueue(queue: Queue<Work>, notification: ReceivedNotification): Promise<void> {
  const { id, kind, event_type: name = kind } = notification
  await queue.add(name, notification, { jobId: jobIdOf(id) })
}

/**
 * The job id of a notification, with which BullMQ enqueues it only once. The inbox alone is not enough: if a receiver
 * crashes after it enqueued the job, the claim is not completed and WeChat Pay sends again. BullMQ rejects ids that
 * contain a colon or are integers, hence the prefix and the encoding.
 */
export function jobIdOf(id: string): string {
  return `notification-${encodeURIComponent(id)}`
}

/**
 * Schedules the task that looks for missed changes. There is one schedule, however many workers call this.
 *
 * @param every The interval in milliseconds; `undefined` removes the schedule.
 */
export async function scheduleReconcile(queue: Queue<Work>, every: number | undefined): Promise<void> {
  if (every === undefined) await queue.removeJobScheduler('reconcile')
  // One attempt is enough: the next run comes anyway.
  else {
    const job = { name: 'reconcile', data: { kind: 'reconcile' }, opts: { attempts: 1 } } as const
    await queue.upsertJobScheduler('reconcile', { every }, job)
  }
}
