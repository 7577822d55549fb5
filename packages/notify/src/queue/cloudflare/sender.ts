import { wrongOption } from '../../errors.ts'
import { createSender, type NotificationSender } from '../sender.ts'
import type { CloudflareQueue } from './port.ts'

export interface QueueSenderOptions {
  /** The binding of a queue. */
  readonly queue: CloudflareQueue
}

/**
 * Makes an `onNotification` that puts each notification on a queue of Cloudflare. It resolves when the queue has the
 * message; only then does WeChat Pay get its 204.
 *
 * The queue does not recognise duplicates. The consumer does, for the changes of plans; for other kinds, use an inbox
 * that all isolates share, or let the consumer's function tolerate the same id twice.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createHandler({ verifier, apiV3Key, onNotification: createQueueSender({ queue: env.QUEUE }) })
 */
export function createQueueSender({ queue }: QueueSenderOptions): NotificationSender {
  if (typeof queue?.send !== 'function') throw wrongOption('queue must be the binding of a queue', queue)
  return createSender((message) => queue.send(message))
}
