/**
 * Remembers which notifications are handled, so that a duplicate gets its 204 without being handled again.
 *
 * `createMemoryInbox` serves one process; several share those of `/redis`, `/sql`, `/durable-object` and `/deno-kv`.
 */
export interface Inbox {
  /**
   * Claims a notification. Of concurrent claims of one id, one gets `new`.
   *
   * @param id The notification's id.
   */
  claim(id: string): Promise<InboxClaim>
}

/** The result of {@link Inbox.claim}. */
export type InboxClaim =
  /** The caller owns it until it completes or releases it, or until the lease ends. */
  | {
      readonly state: 'new'
      /** It is handled: from now on, duplicates are `done`. */
      complete(): Promise<void>
      /** It is not handled: the next claim gets it. Has no effect once another claim has got it. */
      release(): Promise<void>
    }
  /** Another delivery is being handled. */
  | { readonly state: 'busy' }
  /** It is handled. */
  | { readonly state: 'done' }
