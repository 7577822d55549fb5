import type { Notification } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { withoutObjects } from '../inbox/shared.ts'
import type { NotificationContext } from '../receive/settings.ts'
import { type QueuedNotification, toMessage } from './message.ts'

/** Puts a notification on a queue: an `onNotification` for every handler. */
export type NotificationSender = (
  notification: Notification,
  context: Omit<NotificationContext, 'host'>,
) => Promise<void>

/** @param put Resolves when the engine has stored the message. */
export function createSender(put: (message: QueuedNotification) => Promise<unknown>): NotificationSender {
  return async (notification, context) => {
    try {
      await put(toMessage(notification, context))
    } catch (error) {
      const cause = withoutObjects(error)
      throw new NotifyError('NOTIFY_QUEUE_UNAVAILABLE', 'The queue did not take the notification.', { cause })
    }
  }
}
