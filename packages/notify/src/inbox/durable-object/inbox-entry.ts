import { current, type Entry, takeStep } from '../entry.ts'
import type { InboxStep } from '../shared.ts'

/** The parts of a Durable Object's storage that an entry uses. Cloudflare's storage has this form. */
export interface EntryStorage {
  get(key: string): Promise<unknown>
  /** @param time Unix time in milliseconds. */
  setAlarm(time: number): Promise<void>
  deleteAll(): Promise<void>
  /** Runs the closure in isolation, and keeps either all of its writes or none. */
  transaction<T>(closure: (transaction: EntryTransaction) => Promise<T>): Promise<T>
}

/** The storage within a transaction. */
export interface EntryTransaction {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<boolean>
  setAlarm(time: number): Promise<void>
}

// An object serves one id, so its storage has one entry.
const key = 'entry'

/**
 * Takes one step on the entry. The alarm is set to the entry's end, so that nothing is kept longer.
 *
 * @param now Unix time in milliseconds.
 */
export function takeStoredStep(storage: EntryStorage, step: InboxStep, now: number): Promise<string> {
  return storage.transaction(async (transaction) => {
    const { result, changed, entry } = takeStep((await transaction.get(key)) as Entry | undefined, step, now)
    if (!changed) return result
    if (entry) {
      await transaction.put(key, entry)
      await transaction.setAlarm(entry.end)
    } else {
      await transaction.delete(key)
    }
    return result
  })
}

/**
 * Deletes everything, so that the object ceases to exist. If the entry's end has moved meanwhile, sets the alarm
 * again instead.
 */
export async function expireEntry(storage: EntryStorage, now: number): Promise<void> {
  // Not in a transaction, because deleteAll cannot run in one. No other event runs while the storage is read.
  const held = current((await storage.get(key)) as Entry | undefined, now)
  if (held) await storage.setAlarm(held.end)
  else await storage.deleteAll()
}
