import type { Step } from '../shared.ts'

/** What an entry needs of a Durable Object's storage; Cloudflare's fits as it is. */
export interface EntryStorage {
  get(key: string): Promise<unknown>
  /** @param time Milliseconds since 1970. */
  setAlarm(time: number): Promise<void>
  deleteAll(): Promise<void>
  /** Runs the closure on its own; what it writes is kept whole or not at all. */
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
  /** Who holds the id; undefined once it is handled. */
  readonly owner: string | undefined
  /** Milliseconds since 1970. */
  readonly end: number
}

// An object has one id, so its storage has one entry.
const key = 'entry'

/**
 * Takes one step on the entry. The alarm follows the entry's end, so that nothing outlives its use.
 *
 * @param now Milliseconds since 1970.
 */
export function takeStep(storage: EntryStorage, { act, owner, ms }: Step, now: number): Promise<string> {
  return storage.transaction(async (transaction) => {
    const held = alive(await transaction.get(key), now)
    const write = async (entry: Entry): Promise<void> => {
      await transaction.put(key, entry)
      await transaction.setAlarm(entry.end)
    }
    if (act === 'claim') {
      if (held && held.owner !== owner) return held.owner === undefined ? 'done' : 'busy'
      await write({ owner, end: now + ms })
      return 'new'
    }
    if (act === 'complete') await write({ owner: undefined, end: now + ms })
    else if (held?.owner === owner) await transaction.delete(key)
    return 'ok'
  })
}

/** What the alarm does: forgets everything, so that the object ceases to exist; later, if the end has moved. */
export async function forgetEntry(storage: EntryStorage, now: number): Promise<void> {
  // No transaction, since none can delete all. No other event is let in while the storage is being asked.
  const held = alive(await storage.get(key), now)
  if (held) await storage.setAlarm(held.end)
  else await storage.deleteAll()
}

function alive(entry: unknown, now: number): Entry | undefined {
  const { end = 0 } = (entry ?? {}) as Partial<Entry>
  return end > now ? (entry as Entry) : undefined
}
