import { kindOf } from '@wxdp/auth/suite'

/**
 * Why a callback was not accepted, beyond the codes of `AuthError` (verifying, opening) and `CoreError` (parsing).
 *
 * | code | what happened |
 * | --- | --- |
 * | `NOTIFY_SOURCE` | `sourceCheck` does not allow the address |
 * | `NOTIFY_METHOD` | the request is not a POST |
 * | `NOTIFY_CONTENT_TYPE` | the body is not JSON |
 * | `NOTIFY_BODY_CONSUMED` | something read or parsed the body before the handler |
 * | `NOTIFY_EVENT_INVALID` | the event of a function platform has no known form, or contradicts itself |
 * | `NOTIFY_BODY_TOO_LARGE` | the body is larger than `maxBytes`; it was not read further |
 * | `NOTIFY_BODY_INCOMPLETE` | the connection closed before the end of the body, or the body took too long |
 * | `NOTIFY_IN_PROGRESS` | another delivery of the same notification is being handled |
 * | `NOTIFY_HANDLER_FAILED` | `onNotification` threw or rejected; `cause` is what it threw |
 * | `NOTIFY_DEADLINE` | `onNotification`, or another function of yours, did not finish in time |
 * | `NOTIFY_SETTINGS_FAILED` | the function that returns the settings failed, or they are invalid; see `cause` |
 * | `NOTIFY_INBOX_FULL` | the inbox cannot take more notifications at once |
 * | `NOTIFY_INBOX_UNAVAILABLE` | the inbox's store failed or did not respond in time; see `cause` |
 * | `NOTIFY_QUEUE_UNAVAILABLE` | the queue did not take the notification; see `cause` |
 *
 * Why a message of a queue was not handled:
 *
 * | code | what happened |
 * | --- | --- |
 * | `NOTIFY_QUEUE_MESSAGE` | it is not a queued notification, is damaged, or is of a newer version |
 * | `NOTIFY_QUEUE_REJECTED` | for you to throw in a consumer's `onNotification`: no attempt can succeed |
 * | `NOTIFY_PLAN_BUSY` | another change of the same plan is being applied |
 * | `NOTIFY_PLANS_UNAVAILABLE` | the store of the plans failed; see `cause` |
 * | `NOTIFY_LEASE_EXCEEDED` | `onNotification` took longer than `lease`, and another change was begun meanwhile |
 * | `NOTIFY_DEAD_LETTER_MISSING` | no dead letter has the id that is to be replayed |
 */
export type NotifyErrorCode =
  | 'NOTIFY_SOURCE'
  | 'NOTIFY_METHOD'
  | 'NOTIFY_CONTENT_TYPE'
  | 'NOTIFY_BODY_CONSUMED'
  | 'NOTIFY_EVENT_INVALID'
  | 'NOTIFY_BODY_TOO_LARGE'
  | 'NOTIFY_BODY_INCOMPLETE'
  | 'NOTIFY_IN_PROGRESS'
  | 'NOTIFY_HANDLER_FAILED'
  | 'NOTIFY_DEADLINE'
  | 'NOTIFY_SETTINGS_FAILED'
  | 'NOTIFY_INBOX_FULL'
  | 'NOTIFY_INBOX_UNAVAILABLE'
  | 'NOTIFY_QUEUE_UNAVAILABLE'
  | 'NOTIFY_QUEUE_MESSAGE'
  | 'NOTIFY_QUEUE_REJECTED'
  | 'NOTIFY_PLAN_BUSY'
  | 'NOTIFY_PLANS_UNAVAILABLE'
  | 'NOTIFY_LEASE_EXCEEDED'
  | 'NOTIFY_DEAD_LETTER_MISSING'

/** A callback that was not accepted, or a message of a queue that was not handled. */
export class NotifyError extends Error {
  override readonly name = 'NotifyError' as const
  /** Stable; see {@link NotifyErrorCode}. */
  readonly code: NotifyErrorCode

  constructor(code: NotifyErrorCode, message: string, options?: ErrorOptions) {
    super(message + ERROR_LINK + code.toLowerCase(), options)
    this.code = code
  }
}

/** Wrong use of this package: thrown when an object is made, not at its first use. */
export function invalidOption(message: string): TypeError & { code: 'NOTIFY_OPTION_INVALID' } {
  const code = 'NOTIFY_OPTION_INVALID'
  return Object.assign(new TypeError(message + ERROR_LINK + code.toLowerCase()), { code } as const)
}

/** @param rule The name of the option, and what it must be. */
export function wrongOption(rule: string, found: unknown): TypeError {
  return invalidOption(`${rule}; found ${typeof found === 'number' ? found : kindOf(found)}.`)
}

/** Checks options by their names. */
export function requireFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'function') throw wrongOption(`${name} must be a function`, value)
  }
}

/** Checks options by their names. */
export function requirePositiveIntegers(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw wrongOption(`${name} must be a positive integer`, value)
  }
}
