import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { createConsumer, type QueueConsumerSettings } from '../consume.ts'
import { idOf } from '../message.ts'
import { codeOf, isFinal, reasonOf } from '../queue-event.ts'
import type { BullmqJob } from './port.ts'

/** What a `Worker` of BullMQ takes. */
export interface BullmqConsumer {
  /** Handles one job: the second argument of `new Worker`. It returns what became of the notification. */
  processor(job: BullmqJob, token?: string): Promise<'applied' | 'duplicate' | 'stale'>
  /** Spread it into the options of the `Worker`. */
  readonly options: {
    /** How often a job may lose its worker before BullMQ gives it up: 10. BullMQ's own default is 1. */
    readonly maxStalledCount: number
  }
}

/** How long a job waits in its worker for its turn, in milliseconds. After that, it lets other jobs go first. */
const patience = 200
/** How long it then waits on the queue, in milliseconds. */
const pause = 250

/**
 * Makes what a `Worker` of BullMQ needs to handle the notifications that `createBullmqSender` put on the queue.
 *
 * Of the changes of one plan, one is applied at a time, whichever worker has it. A change is skipped as stale if a newer
 * one was applied or begun. Other kinds have no order. A job whose worker crashes is run again by another one.
 *
 * A job that fails is tried again with the back-off of its options; after the last attempt it stays in BullMQ's failed
 * set, which holds the dead letters. What is not a notification, or cannot succeed, gets there at once, with the reason.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * import { Worker } from 'bullmq'
 *
 * const { processor, options } = createBullmqConsumer({
 *   plans: createRedisPlans({ client: redis }),
 *   onNotification: async (notification, { attempt }) => console.log(notification.id, attempt),
 * })
 * const worker = new Worker('wechatpay', processor, { connection: { host: '127.0.0.1' }, ...options })
 */
export function createBullmqConsumer<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: QueueConsumerSettings<Definitions>): BullmqConsumer {
  const { handle, observe } = createConsumer(settings, () => patience)
  return {
    options: { maxStalledCount: 10 },
    async processor(job, token) {
      const attempt = job.attemptsMade + 1
      const end = { id: idOf(job.data), attempt }
      try {
        // The job's id: a job that is run again after a crash gets its turn back.
        const handled = await handle({ body: job.data, owner: `${job.id}`, attempt })
        observe({ ...end, ...handled })
        return handled.outcome
      } catch (error) {
        const code = codeOf(error)
        if (code === 'NOTIFY_PLAN_BUSY') {
          observe({ ...end, outcome: 'busy', code, error })
          await job.moveToDelayed(Date.now() + pause, token)
          throw named('DelayedError', error)
        }
        const dead = isFinal(error) || attempt >= (job.opts.attempts ?? 1)
        observe({ ...end, outcome: dead ? 'dead' : 'failed', code, error })
        throw named(isFinal(error) ? 'UnrecoverableError' : 'Error', error)
      }
    },
  }
}

/** BullMQ knows its errors by their names, and stores their messages as the reason. */
function named(name: string, cause: unknown): Error {
  return Object.assign(new Error(reasonOf(cause), { cause }), { name })
}
