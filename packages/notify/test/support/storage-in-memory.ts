import type { EntryStorage, EntryTransaction, InboxNamespace } from '@wxdp/notify/durable-object'
import { InboxObject } from '@wxdp/notify/durable-object'

/** The storage of a Durable Object as documented, in memory. Transactions run one at a time, each completely or not at all. */
export interface StorageInMemory extends EntryStorage {
  readonly entries: ReadonlyMap<string, unknown>
  /** Unix time in milliseconds. */
  readonly alarm: number | undefined
}

export function createStorageInMemory(): StorageInMemory {
  let entries = new Map<string, unknown>()
  let alarm: number | undefined
  let last: Promise<unknown> = Promise.resolve()
  return {
    get entries() {
      return entries
    },
    get alarm() {
      return alarm
    },
    get: async (key) => entries.get(key),
    async setAlarm(time) {
      alarm = time
    },
    async deleteAll() {
      entries.clear()
    },
    transaction(closure) {
      const run = async () => {
        const draft = new Map(entries)
        let draftAlarm = alarm
        const transaction: EntryTransaction = {
          get: async (key) => structuredClone(draft.get(key)),
          put: async (key, value) => void draft.set(key, structuredClone(value)),
          delete: async (key) => draft.delete(key),
          async setAlarm(time) {
            draftAlarm = time
          },
        }
        const result = await closure(transaction)
        entries = draft
        alarm = draftAlarm
        return result
      }
      const next = last.then(run)
      last = next.catch(() => {})
      return next
    },
  }
}

/** A namespace whose objects are in this process, with storage in memory. */
export function createNamespaceInMemory(): InboxNamespace {
  const objects = new Map<unknown, InboxObject>()
  return {
    idFromName: (name) => name,
    get(id) {
      const object = objects.get(id) ?? new InboxObject({ storage: createStorageInMemory() })
      objects.set(id, object)
      return { fetch: (url, init) => object.fetch(new Request(url, init)) }
    },
  }
}
