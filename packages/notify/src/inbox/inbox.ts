/**
 * Remembers which notifications were handled, so that a duplicate is answered and not handled again.
 *
 * `memoryInbox` serves one process; `redisInbox` and `durableObjectInbox` are shared by several.
 */
export interface Inbox {
  /**
   * Asks to handle a notification. Of all who ask at once, one gets `new`.
   *
   * @param id The notification's id.
   */
  claim(id: string): Promise<InboxClaim>
}

/** What an inbox answers. */
export type InboxClaim =
  /** It is yours until you say so, or until its lease runs out. */
  | {
      readonly state: 'new'
      /** It is handled: duplicates are `done` from now on. */
      complete(): Promise<void>
      /** It is not handled: the next who asks gets it. Without effect once the lease has passed to another. */
      release(): Promise<void>
    }
  /** Another is handling it right now. */
  | { readonly state: 'busy' }
  /** It has been handled. */
  | { readonly state: 'done' }
