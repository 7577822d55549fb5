import type { HistoryEntry, HistoryEvent } from './history.ts'

/** Values of one kind with their histories, in the order in which they were added. */
export interface Entries<T, H extends HistoryEntry<string, unknown>> {
  readonly size: number
  add(value: T, event: HistoryEvent<H>): T
  /** Replaces the value with the same key. */
  replace(value: T, event: HistoryEvent<H>): T
  find(key: string): T | undefined
  /** All values of a group. */
  inGroup(group: string): readonly T[]
  /** The newest 50 steps of a value, the oldest first. */
  historyOf(value: T): readonly H[]
  /** Some of the values that fit. However many there are, none is copied that is not returned. */
  page(query: EntryQuery<T>): EntryPage<T>
  /** All values with their histories, in order. */
  save(): readonly SavedEntry<T, H>[]
  /** Stores what was saved. Nobody is told. */
  restore(entries: readonly SavedEntry<T, H>[]): void
}

export interface SavedEntry<T, H> {
  readonly value: T
  readonly history: readonly H[]
}

export interface EntryQuery<T> {
  /** Only the values of this group. */
  readonly group?: string | undefined
  /** Whether a value fits; `undefined`: every one does. */
  readonly test?: ((value: T) => boolean) | undefined
  readonly offset: number
  readonly limit: number
  readonly newestFirst?: boolean | undefined
}

export interface EntryPage<T> {
  /** How many values fit. */
  readonly total: number
  readonly values: readonly T[]
}

export interface EntriesOptions<T, H extends HistoryEntry<string, unknown>> {
  readonly now: () => number
  /** Unique, and never changes. */
  readonly keyOf: (value: T) => string
  /** The groups that a value belongs to, for as long as there is one. */
  readonly groupsOf: (value: T) => readonly string[]
  /** What a history shows of a value. The same object for the same states: there may be many values. */
  readonly statesOf: (value: T) => H['after']
  /** Called with each value that is new or has changed. */
  readonly onChange: (value: T) => void
}

/** A value, as its steps replace it. */
interface Entry<T, H> {
  value: T
  history: readonly H[]
}

const maxHistory = 50

export function createEntries<T, H extends HistoryEntry<string, unknown>>(
  options: EntriesOptions<T, H>,
): Entries<T, H> {
  const { now, keyOf, groupsOf, statesOf, onChange } = options
  const all: Entry<T, H>[] = []
  const byKey = new Map<string, Entry<T, H>>()
  const groups = new Map<string, Entry<T, H>[]>()

  function record(entry: Entry<T, H>, value: T, event: HistoryEvent<H>): T {
    const before = entry.history.length > 0 ? statesOf(entry.value) : undefined
    const latest = { time: now(), ...event, before, after: statesOf(value) } as unknown as H
    entry.value = value
    entry.history = [...entry.history, latest].slice(-maxHistory)
    onChange(value)
    return value
  }
  function store(entry: Entry<T, H>): void {
    all.push(entry)
    byKey.set(keyOf(entry.value), entry)
    for (const group of groupsOf(entry.value)) {
      const its = groups.get(group) ?? []
      groups.set(group, its)
      its.push(entry)
    }
  }
  const members = (group: string | undefined): readonly Entry<T, H>[] =>
    group === undefined ? all : (groups.get(group) ?? [])
  return {
    get size() {
      return all.length
    },
    add(value, event) {
      const entry: Entry<T, H> = { value, history: [] }
      store(entry)
      return record(entry, value, event)
    },
    replace: (value, event) => record(byKey.get(keyOf(value)) as Entry<T, H>, value, event),
    find: (key) => byKey.get(key)?.value,
    inGroup: (group) => members(group).map(({ value }) => value),
    historyOf: (value) => (byKey.get(keyOf(value)) as Entry<T, H>).history,
    page({ group, test, offset, limit, newestFirst }) {
      const entries = members(group)
      const at = (i: number): T => (entries[newestFirst ? entries.length - 1 - i : i] as Entry<T, H>).value
      const values: T[] = []
      // The usual page costs as much as it has values.
      if (!test) {
        const end = Math.min(entries.length, offset + limit)
        for (let i = offset; i < end; i++) values.push(at(i))
        return { total: entries.length, values }
      }
      let total = 0
      for (let i = 0; i < entries.length; i++) {
        const value = at(i)
        if (!test(value)) continue
        if (total >= offset && values.length < limit) values.push(value)
        total += 1
      }
      return { total, values }
    },
    save: () => all,
    restore(entries) {
      for (const entry of entries) store({ ...entry })
    },
  }
}
