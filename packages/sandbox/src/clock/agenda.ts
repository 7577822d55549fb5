import TinyQueue from 'tinyqueue'

/** Something that happens at a time. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly run: () => void
  /** What it is, so that it can be saved. */
  readonly label?: string | undefined
}

/** What is going to happen, in order of time. What falls due at the same time is in the order in which it was added. */
export interface Agenda {
  /** @returns A function that takes it off again. */
  add(due: Due): () => void
  readonly first: Due | undefined
  /** How many are kept, with those that were taken off and not swept away yet: at most twice as many, and 100. */
  readonly kept: number
  /** Takes off the first one. */
  shift(): Due | undefined
  clear(): void
  /** The labels of all that have one, in order. */
  labels(): readonly string[]
  /** Puts those that fall due at the same time in the order of these labels, before those without. */
  reorder(labels: readonly string[]): void
}

interface Entry extends Due {
  number: number
}

const inOrder = (a: Entry, b: Entry): number => a.time - b.time || a.number - b.number

export function createAgenda(): Agenda {
  let queue = new TinyQueue<Entry>([], inOrder)
  /** What the queue has and was not taken off. */
  const pending = new Set<Entry>()
  let count = 0

  function first(): Entry | undefined {
    for (let entry = queue.peek(); entry; entry = queue.peek()) {
      if (pending.has(entry)) return entry
      queue.pop()
    }
    return undefined
  }
  /** Without this, whoever adds and takes off all the time would fill the memory. */
  function sweep(): void {
    if (queue.length >= 2 * pending.size + 100) queue = new TinyQueue([...pending], inOrder)
  }
  return {
    add(due) {
      count += 1
      const entry = { ...due, number: count }
      pending.add(entry)
      queue.push(entry)
      return () => {
        if (pending.delete(entry)) sweep()
      }
    },
    get first() {
      return first()
    },
    get kept() {
      return queue.length
    },
    shift() {
      const entry = first()
      if (entry) {
        pending.delete(entry)
        queue.pop()
      }
      return entry
    },
    labels: () => [...pending].sort(inOrder).flatMap(({ label }) => label ?? []),
    reorder(labels) {
      const places = new Map<string | undefined, number>(labels.map((label, place) => [label, place]))
      for (const entry of pending) {
        entry.number = places.get(entry.label) ?? labels.length + entry.number
      }
      count += labels.length
      queue = new TinyQueue([...pending], inOrder)
    },
    clear() {
      queue = new TinyQueue<Entry>([], inOrder)
      pending.clear()
    },
  }
}
