import { wrongOption } from '../../errors.ts'
import { createSender, type NotificationSender } from '../sender.ts'
import { jobIdOf } from './job-id.ts'
import type { BullmqJobOptions, BullmqQueue } from './port.ts'

export interface BullmqSenderOptions {
  /** A `Queue` of BullMQ. */
  readonly queue: BullmqQueue
  /**
   * Options of the jobs that differ from the defaults: 12 attempts in about half an hour, with a back-off that doubles
   * from 1 s; completed jobs are kept for six hours, failed ones, the dead letters, for 30 days.
   */
  readonly job?: BullmqJobOptions
}

const defaults: BullmqJobOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  // By age alone: a bound on their number would forget duplicates, or lose dead letters, when much happens at once.
  removeOnComplete: { age: 6 * 3_600 },
  removeOnFail: { age: 30 * 86_400 },
}

/**
 * Makes an `onNotification` that puts each notification on a queue of BullMQ. It resolves when Redis has the job; only
 * then does WeChat Pay get its 204.
 *
 * The job's id comes from the notification's id, so a notification that is delivered again adds nothing while its job
 * is kept. That is longer than the 3¼ hours for which WeChat Pay sends it again, so receivers need no shared inbox.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * import { Queue } from 'bullmq'
 *
 * const queue = new Queue('wechatpay', { connection: { host: '127.0.0.1', port: 6379 } })
 * const handler = createHandler({ verifier, apiV3Key, onNotification: createBullmqSender({ queue }) })
 */
export function createBullmqSender({ queue, job }: BullmqSenderOptions): NotificationSender {
  if (typeof queue?.add !== 'function') throw wrongOption('queue must be a Queue of BullMQ', queue)
  const options = { ...defaults, ...job }
  return createSender((message) => {
    const { id, kind, event_type: name = kind } = message
    return queue.add(name, message, { ...options, jobId: jobIdOf(id) })
  })
}
