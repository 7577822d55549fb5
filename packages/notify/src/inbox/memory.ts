import { NotifyError, requirePositiveIntegers } from '../errors.ts'
import type { Inbox, InboxClaim } from './inbox.ts'

export interface MemoryInboxOptions {
  /** How long a claim lasts that is neither completed nor released, in milliseconds. Default 60,000. */
  readonly lease?: number
  /**
   * How long a handled id is remembered, in milliseconds. Default 24 hours; WeChat Pay sends a delivery-plan
   * notification again for about 3¼ hours.
   */
  readonly remember?: number
  /** The largest number of handled ids, and of ids being handled. Default 100,000 each. */
  readonly capacity?: number
  /** Unix time in milliseconds. Default `Date.now`. */
  readonly now?: () => number
}

/**
 * Makes an inbox in the memory of one process. It is lost at a restart. Several processes or isolates do not share
 * it: they need another inbox.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const inbox = createMemoryInbox({ lease: 30_000 })
 * const handler = createHandler({ verifier, apiV3Key, onNotification, inbox })
 */
export function createMemoryInbox(options: MemoryInboxOptions = {}): Inbox {
  const { lease = 60_000, remember = 86_400_000, capacity = 100_000, now = Date.now } = options
  requirePositiveIntegers({ lease, remember, capacity })
  // Each map has one duration, so its entries are in the order in which they end.
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
        throw new NotifyError('NOTIFY_INBOX_FULL', `More than ${capacity} notifications at once.`)
      }
      // The end also identifies the owner: one id never has two live claims.
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
