/** Something that happens at a time. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly run: () => void
}

/** What is going to happen, in order of time. What falls due at the same time is in the order in which it was added. */
export interface Agenda {
  /** @returns A function that takes it off again. */
  add(due: Due): () => void
  readonly first: Due | undefined
  /** Takes off the first one. */
  shift(): Due | undefined
  clear(): void
}

interface Entry extends Due {
  readonly number: number
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.time < b.time || (a.time === b.time && a.number < b.number)

/** A binary heap: with 100,000 plans, each has its entry. */
export function createAgenda(): Agenda {
  let heap: Entry[] = []
  /** What the heap has and was not taken off. */
  const pending = new Set<Entry>()
  let count = 0

  function swap(i: number, j: number): void {
    const entry = heap[i] as Entry
    heap[i] = heap[j] as Entry
    heap[j] = entry
  }
  function push(entry: Entry): void {
    let i = heap.push(entry) - 1
    while (i > 0) {
      const parent = (i - 1) >>> 1
      if (!isBefore(entry, heap[parent] as Entry)) break
      swap(i, parent)
      i = parent
    }
  }
  function pop(): Entry | undefined {
    const [first] = heap
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    heap[0] = last
    for (let i = 0; ; ) {
      const left = 2 * i + 1
      const [a, b] = [heap[left], heap[left + 1]]
      const child = b && a && isBefore(b, a) ? left + 1 : left
      const next = heap[child]
      if (!next || !isBefore(next, last)) return first
      swap(i, child)
      i = child
    }
  }
  function first(): Entry | undefined {
    while (heap[0] && !pending.has(heap[0])) pop()
    return heap[0]
  }
  /** Without this, whoever adds and takes off all the time would fill the memory. */
  function sweep(): void {
    if (heap.length < 2 * pending.size + 100) return
    heap = []
    for (const entry of pending) push(entry)
  }
  return {
    add(due) {
      count += 1
      const entry = { ...due, number: count }
      pending.add(entry)
      push(entry)
      return () => {
        if (pending.delete(entry)) sweep()
      }
    },
    get first() {
      return first()
    },
    shift() {
      const entry = first()
      if (entry) {
        pending.delete(entry)
        pop()
      }
      return entry
    },
    clear() {
      heap = []
      pending.clear()
    },
  }
}
