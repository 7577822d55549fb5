/** A store that processes share, with a clock of its own. Every operation takes a moment, as over a network. */
export interface Store {
  add(key: string, value: string, ttlMs: number): Promise<boolean>
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, ttlMs: number): Promise<void>
  removeIf(key: string, value: string): Promise<void>
  /** Turns the clock, in milliseconds. Not for the code under check. */
  advance(ms: number): void
}

export function createStore(): Store {
  const entries = new Map<string, { readonly value: string; readonly until: number }>()
  let now = 0
  const read = (key: string): string | undefined => {
    const entry = entries.get(key)
    return entry && entry.until > now ? entry.value : undefined
  }
  const moment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const store: Store = {
    async add(key, value, ttlMs) {
      await moment()
      if (read(key) !== undefined) return false
      entries.set(key, { value, until: now + ttlMs })
      return true
    },
    async get(key) {
      await moment()
      return read(key)
    },
    async set(key, value, ttlMs) {
      await moment()
      entries.set(key, { value, until: now + ttlMs })
    },
    async removeIf(key, value) {
      await moment()
      if (read(key) === value) entries.delete(key)
    },
    advance(ms) {
      now += ms
    },
  }
  return store
}
