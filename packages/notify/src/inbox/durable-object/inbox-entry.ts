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

interface Entry {
  /** The owner of the claim; undefined once the notification is handled. */
  readonly owner: string | undefined
  /** Unix time in milliseconds. */
  readonly end: number
}

// An object serves one id, so its storage has one entry.
const key = 'entry'

/**
 * Takes one step on the entry. The alarm is set to the entry's end, so that nothing is kept longer.
 *
 * @param now Unix time in milliseconds.
 */
export function takeStep(
  storage: EntryStorage,
  { action, owner, ms }: InboxStep,
  now: number,
): Promise<string> {
  return storage.transaction(async (transaction) => {
    const held = current(await transaction.get(key), now)
    const write = async (entry: Entry): Promise<void> => {
      await transaction.put(key, entry)
      await transaction.setAlarm(entry.end)
    }
    if (action === 'claim') {
      if (held && held.owner !== owner) return held.owner === undefined ? 'done' : 'busy'
      await write({ owner, end: now + ms })
      return 'new'
    }
    if (action === 'complete') await write({ owner: undefined, end: now + ms })
    else if (held?.owner === owner) await transaction.delete(key)
    return 'ok'
  })
}

/**
 * Deletes everything, so that the object ceases to exist. If the entry's end has moved meanwhile, sets the alarm
 * again instead.
 */
export async function expireEntry(storage: EntryStorage, now: number): Promise<void> {
  // Not in a transaction, because deleteAll cannot run in one. No other event runs while the storage is read.
  const held = current(await storage.get(key), now)
  if (held) await storage.setAlarm(held.end)
  else await storage.deleteAll()
}

/** The entry, unless its end has passed. */
function current(entry: unknown, now: number): Entry | undefined {
  const { end = 0 } = (entry ?? {}) as Partial<Entry>
  return end > now ? (entry as Entry) : undefined
}
