/**
 * Why a callback was not accepted, beyond what verifying and parsing say (`AuthError`, `CoreError`).
 *
 * | code | what happened |
 * | --- | --- |
 * | `NOTIFY_SOURCE` | `sourceCheck` does not allow the address |
 * | `NOTIFY_METHOD` | not a POST |
 * | `NOTIFY_CONTENT_TYPE` | not JSON |
 * | `NOTIFY_BODY_CONSUMED` | the raw body is gone: something read or parsed it before |
 * | `NOTIFY_BODY_TOO_LARGE` | the body grew past the limit; it was not read further |
 * | `NOTIFY_BODY_INCOMPLETE` | the body broke off, or did not come in time |
 * | `NOTIFY_IN_PROGRESS` | the same notification is being handled right now |
 * | `NOTIFY_DEADLINE` | your function did not end in time |
 * | `NOTIFY_INBOX_FULL` | the inbox cannot take more notifications at once |
 * | `NOTIFY_INBOX_UNAVAILABLE` | what keeps the inbox did not answer, or not in time; `cause` says why |
 */
export type NotifyErrorCode =
  | 'NOTIFY_SOURCE'
  | 'NOTIFY_METHOD'
  | 'NOTIFY_CONTENT_TYPE'
  | 'NOTIFY_BODY_CONSUMED'
  | 'NOTIFY_BODY_TOO_LARGE'
  | 'NOTIFY_BODY_INCOMPLETE'
  | 'NOTIFY_IN_PROGRESS'
  | 'NOTIFY_DEADLINE'
  | 'NOTIFY_INBOX_FULL'
  | 'NOTIFY_INBOX_UNAVAILABLE'

/** A callback that was not accepted. */
export class NotifyError extends Error {
  override readonly name = 'NotifyError' as const
  /** Stable; see {@link NotifyErrorCode}. */
  readonly code: NotifyErrorCode

  constructor(code: NotifyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Wrong use of our own API: thrown when an object is made, never at the first call. */
export function invalidOption(message: string): TypeError & { code: 'NOTIFY_OPTION_INVALID' } {
  return Object.assign(new TypeError(message), { code: 'NOTIFY_OPTION_INVALID' as const })
}
