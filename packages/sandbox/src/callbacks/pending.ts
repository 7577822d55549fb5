import type { Outgoing } from './outgoing.ts'

/** What is to be sent later, one entry a notification. */
export interface Pending {
  readonly size: number
  /** Replaces an earlier entry of this notification. Beyond 1,000, the oldest one is cancelled. */
  set(outgoing: Outgoing, cancel: () => void): void
  /** Its time has come. */
  delete(outgoing: Outgoing): void
  /** It is no longer to be sent. */
  cancel(outgoing: Outgoing): void
}

const maxPending = 1000

/** @param onDrop Called with one that is cancelled because there are too many. */
export function createPending(onDrop: (outgoing: Outgoing) => void): Pending {
  const entries = new Map<Outgoing, () => void>()
  function cancel(outgoing: Outgoing): void {
    entries.get(outgoing)?.()
    entries.delete(outgoing)
  }
  return {
    get size() {
      return entries.size
    },
    set(outgoing, cancelEntry) {
      cancel(outgoing)
      entries.set(outgoing, cancelEntry)
      if (entries.size <= maxPending) return
      const oldest = entries.keys().next().value as Outgoing
      cancel(oldest)
      onDrop(oldest)
    },
    delete: (outgoing) => void entries.delete(outgoing),
    cancel,
  }
}
