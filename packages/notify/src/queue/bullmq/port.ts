// What is used of BullMQ, by its form. Nothing here imports BullMQ, so this package does not depend on it.
import type { QueuedNotification } from '../message.ts'

/** When BullMQ tries again, and how long it keeps jobs. BullMQ's `JobsOptions` has this form. */
export interface BullmqJobOptions {
  /** How often a job is attempted in all. */
  readonly attempts?: number
  readonly backoff?: { readonly type: string; readonly delay?: number; readonly jitter?: number }
  /** `age` in seconds. While a job is kept, its notification is not put on the queue again. */
  readonly removeOnComplete?: { readonly age: number; readonly count?: number }
  /** `age` in seconds: how long dead letters are kept. */
  readonly removeOnFail?: { readonly age: number; readonly count?: number }
}

/** The part of a job that is used. BullMQ's `Job` has this form. */
export interface BullmqJob {
  readonly id?: string | undefined
  readonly data: unknown
  /** Failed attempts so far. */
  readonly attemptsMade: number
  readonly opts: { readonly attempts?: number | undefined }
  /** @param timestamp Unix time in milliseconds. */
  moveToDelayed(timestamp: number, token?: string): Promise<void>
  getState(): Promise<string>
  retry(state: 'failed', options: { readonly resetAttemptsMade: boolean }): Promise<void>
}

/** The part of a queue that a sender uses. BullMQ's `Queue` has this form. */
export interface BullmqQueue {
  add(
    name: string,
    data: QueuedNotification,
    options: BullmqJobOptions & { readonly jobId: string },
  ): Promise<unknown>
}

/** The part of a queue that a replay uses. BullMQ's `Queue` has this form. */
export interface BullmqJobs {
  getJob(jobId: string): Promise<BullmqJob | undefined>
}
