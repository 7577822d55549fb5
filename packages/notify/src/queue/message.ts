import {
  type AnyNotificationDefinition,
  type Notification,
  type NotificationEnvelope,
  parseNotification,
} from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import type { NotificationContext, ReceivedNotification } from '../receive/settings.ts'

/** The version of {@link QueuedNotification} that this package writes. It reads this one and all before it. */
const version = 1

/**
 * A verified notification as it waits on a queue: plain JSON. It holds what the notification holds and no key, so who
 * reads the queue reads the notifications. Who can write to the queue is trusted: nothing on it is signed.
 */
export interface QueuedNotification {
  /** The version of this form: 1. */
  readonly wxdp: number
  /** The notification's id (通知ID). */
  readonly id: string
  /** The kind under which the receiver knew it. The consumer decides by its own definitions. */
  readonly kind: string
  readonly event_type?: string | undefined
  readonly create_time?: string | undefined
  readonly resource_type?: string | undefined
  readonly summary?: string | undefined
  readonly original_type?: string | undefined
  /** The opened resource, exactly as WeChat Pay wrote it: JSON. */
  readonly resourceText: string
  /** The serial of the key that signed the callback. Empty for a change that `reconcile` found. */
  readonly serialNo: string
  /** When WeChat Pay signed it, in Unix seconds. */
  readonly timestamp: number
}

/** A notification from a queue, and how its callback was signed. */
export interface FromQueue<Definitions extends readonly AnyNotificationDefinition[]>
  extends Omit<NotificationContext, 'host'> {
  readonly notification: ReceivedNotification<Definitions>
}

/** What goes on the queue for a notification. */
export function toMessage(
  notification: Notification,
  { serialNo, timestamp }: Omit<NotificationContext, 'host'>,
): QueuedNotification {
  const { id, kind, event_type, create_time, resource_type, summary, original_type, resourceText } =
    notification
  const envelope = { id, kind, event_type, create_time, resource_type, summary, original_type }
  return { wxdp: version, ...envelope, resourceText, serialNo, timestamp }
}

/**
 * Reads what is on a queue, and types the resource again by the consumer's definitions.
 *
 * @throws {NotifyError} `NOTIFY_QUEUE_MESSAGE`: no attempt can succeed until somebody changes something
 */
export function fromMessage<const Definitions extends readonly AnyNotificationDefinition[]>(
  message: unknown,
  notifications: Definitions,
): FromQueue<Definitions> {
  requireMessage(message)
  const { id, serialNo, timestamp, resourceText, original_type } = message
  const { event_type, create_time, resource_type, summary } = message
  const resource = { algorithm: '', ciphertext: '', nonce: '', original_type }
  const envelope: NotificationEnvelope = { id, create_time, event_type, resource_type, summary, resource }
  try {
    const notification = parseNotification(notifications, envelope, new TextEncoder().encode(resourceText))
    return { notification: notification as ReceivedNotification<Definitions>, serialNo, timestamp }
  } catch (cause) {
    throw new NotifyError('NOTIFY_QUEUE_MESSAGE', `The resource of notification ${id} cannot be parsed.`, {
      cause,
    })
  }
}

const fields = { id: 'string', resourceText: 'string', serialNo: 'string', timestamp: 'number' } as const
const remedy = 'Only what createBullmqSender and createQueueSender put on a queue can be handled.'

function requireMessage(message: unknown): asserts message is QueuedNotification {
  const { wxdp, ...found } = Object(message) as Readonly<Record<string, unknown>>
  if (typeof wxdp === 'number' && wxdp > version) {
    const reason = `The message has version ${wxdp}; this consumer reads ${version}. Update it, then replay the message.`
    throw new NotifyError('NOTIFY_QUEUE_MESSAGE', reason)
  }
  if (wxdp !== version) {
    throw new NotifyError('NOTIFY_QUEUE_MESSAGE', `The message is not a queued notification. ${remedy}`)
  }
  for (const [name, type] of Object.entries(fields)) {
    if (typeof found[name] === type && (found[name] !== '' || name === 'serialNo')) continue
    throw new NotifyError('NOTIFY_QUEUE_MESSAGE', `The message has no ${name} of type ${type}. ${remedy}`)
  }
}

/** The id of a message, if it has one. Of a message that cannot be handled, it is all that is known. */
export function idOf(message: unknown): string | undefined {
  const { id } = Object(message) as Readonly<Record<string, unknown>>
  return typeof id === 'string' && id !== '' ? id : undefined
}
