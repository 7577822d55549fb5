import type { CallbackDelivery } from './delivery.ts'
import type { Draft, Planned } from './outgoing.ts'
import type { CallbackRecord } from './records.ts'

/** When a notification is sent for the first time, and how. */
export interface DelayedDue {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly planned: readonly Planned[]
}

/** When a notification is sent again. */
export interface RetryDue {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly attempt: number
}

/** A notification, as JSON. */
export interface SavedNotification {
  readonly number: number
  readonly draft: Draft
  /** Absent if it was forgotten. */
  readonly record?: CallbackRecord | undefined
  readonly delayed?: DelayedDue | undefined
  readonly retry?: RetryDue | undefined
}

/** All notifications, as JSON. */
export interface SavedCallbacks {
  readonly notifications: readonly SavedNotification[]
  /** What was being sent, or waited for that, in order. */
  readonly sending: readonly { readonly number: number; readonly planned: readonly Planned[] }[]
  /** What `settled` has not returned yet. */
  readonly log: readonly CallbackDelivery[]
  /** The number of the next notification. */
  readonly next: number
}
