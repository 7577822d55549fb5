// Where the code under check stores what it was notified of. It can be slow, and it can fail.

export interface Ledger {
  /** What the code under check calls; it resolves when the entry is stored. */
  readonly record: (entry: unknown) => Promise<void>
  /** What is stored, in order. */
  readonly entries: unknown[]
  /** Lets the next `record` reject. */
  failNext(): void
  /** Lets `record` wait until the returned function is called. */
  hold(): () => void
  /** Lets `record` no longer wait; those that wait do so for good. */
  forget(): void
}

export function createLedger(): Ledger {
  const entries: unknown[] = []
  let fails = false
  let held: Promise<void> | undefined
  return {
    entries,
    async record(entry) {
      await held
      if (fails) {
        fails = false
        throw new Error('The database is away.')
      }
      entries.push(entry)
    },
    failNext() {
      fails = true
    },
    hold() {
      let release = (): void => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return () => {
        held = undefined
        release()
      }
    },
    forget() {
      held = undefined
    },
  }
}
