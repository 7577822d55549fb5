import type { Outgoing } from './outgoing.ts'

/** What is to be sent later, one entry a notification. */
export interface Pending<Due> {
  readonly size: number
  of(outgoing: Outgoing): Due | undefined
  /** The oldest first. */
  readonly all: readonly Outgoing[]
  /** Replaces an earlier entry of this notification. Beyond 1,000, the oldest one is cancelled. */
  set(outgoing: Outgoing, due: Due, cancel: () => void): void
  /** Its time has come. */
  delete(outgoing: Outgoing): void
  /** It is not sent any more. */
  cancel(outgoing: Outgoing): void
}

const maxPending = 1000

/** @param onDrop Called with one that is cancelled because there are too many. */
export function createPending<Due>(onDrop: (outgoing: Outgoing) => void): Pending<Due> {
  const entries = new Map<Outgoing, { readonly due: Due; readonly cancel: () => void }>()
  function cancel(outgoing: Outgoing): void {
    entries.get(outgoing)?.cancel()
    entries.delete(outgoing)
  }
  return {
    get size() {
      return entries.size
    },
    get all() {
      return [...entries.keys()]
    },
    of: (outgoing) => entries.get(outgoing)?.due,
    set(outgoing, due, cancelEntry) {
      cancel(outgoing)
      entries.set(outgoing, { due, cancel: cancelEntry })
      if (entries.size <= maxPending) return
      const oldest = entries.keys().next().value as Outgoing
      cancel(oldest)
      onDrop(oldest)
    },
    delete: (outgoing) => void entries.delete(outgoing),
    cancel,
  }
}
