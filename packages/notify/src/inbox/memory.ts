import { NotifyError, requirePositiveIntegers } from '../errors.ts'
import type { Inbox, InboxClaim } from './inbox.ts'

export interface MemoryInboxOptions {
  /** How long a claim holds if nobody completes or releases it, in milliseconds. Default 60,000. */
  readonly lease?: number
  /**
   * How long a handled id is remembered, in milliseconds. Default 24 hours; WeChat Pay repeats a delivery-plan
   * notification for about 3¼ hours.
   */
  readonly remember?: number
  /** How many ids are kept: as many handled ones, and as many in work. Default 100,000. */
  readonly capacity?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/**
 * An inbox in the memory of one process. A restart forgets it; with several processes or isolates each has its
 * own, so use one that they share.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createHandler({ receive, onNotification, inbox: memoryInbox({ lease: 30_000 }) })
 */
export function createMemoryInbox(options: MemoryInboxOptions = {}): Inbox {
  const { lease = 60_000, remember = 86_400_000, capacity = 100_000, now = Date.now } = options
  requirePositiveIntegers({ lease, remember, capacity })
  // Both maps hold their entries in the order in which they end, since each map has one duration.
  const leases = new Map<string, number>()
  const handled = new Map<string, number>()
  return {
    async claim(id): Promise<InboxClaim> {
      const time = now()
      forget(leases, time)
      forget(handled, time)
      if (handled.has(id)) return { state: 'done' }
      if (leases.has(id)) return { state: 'busy' }
      if (leases.size >= capacity) {
        throw new NotifyError('NOTIFY_INBOX_FULL', `${capacity} notifications are being handled already.`)
      }
      // The end doubles as proof of ownership: no two claims of one id are alive at once.
      const end = time + lease
      leases.set(id, end)
      const release = async (): Promise<void> => {
        if (leases.get(id) === end) leases.delete(id)
      }
      return {
        state: 'new',
        release,
        async complete() {
          void release()
          handled.delete(id)
          handled.set(id, now() + remember)
          if (handled.size > capacity) handled.delete(first(handled))
        },
      }
    },
  }
}

function forget(entries: Map<string, number>, time: number): void {
  for (const [id, end] of entries) {
    if (end > time) return
    entries.delete(id)
  }
}

function first(entries: Map<string, number>): string {
  return entries.keys().next().value as string
}
