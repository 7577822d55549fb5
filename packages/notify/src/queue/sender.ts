import type { Notification } from '@wxdp/core'
import type { NotificationContext } from '../receive/settings.ts'

/** Puts a notification on a queue: an `onNotification` for every handler. */
export type NotificationSender = (
  notification: Notification,
  context: Omit<NotificationContext, 'host'>,
) => Promise<void>
