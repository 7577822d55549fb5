import { NotifyError } from '../../errors.ts'
import { jobIdOf } from './job-id.ts'
import type { BullmqJobs } from './port.ts'

export interface BullmqReplayOptions {
  /** A `Queue` of BullMQ. */
  readonly queue: BullmqJobs
  /** The notification's id. */
  readonly id: string
}

/**
 * Puts a dead letter back on the queue, with all of its attempts. What was applied is not applied again, and what is
 * stale by now is skipped.
 *
 * @throws {NotifyError} `NOTIFY_DEAD_LETTER_MISSING`
 *
 * @example
 * import { Queue } from 'bullmq'
 *
 * const queue = new Queue('wechatpay', { connection: { host: '127.0.0.1', port: 6379 } })
 * await replayBullmqJob({ queue, id: 'EV-2018022511223320873' })
 */
export async function replayBullmqJob({ queue, id }: BullmqReplayOptions): Promise<void> {
  const job = await queue.getJob(jobIdOf(id))
  const state = await job?.getState()
  if (!job || state !== 'failed') {
    const found = state === undefined ? 'no job has its id' : `its job is ${state}`
    const message = `Notification ${id} is not among the dead letters: ${found}.`
    throw new NotifyError('NOTIFY_DEAD_LETTER_MISSING', message)
  }
  await job.retry('failed', { resetAttemptsMade: true })
}
