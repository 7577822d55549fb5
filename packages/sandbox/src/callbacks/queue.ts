import type { Activity, Work } from '../clock/activity.ts'

/** Tasks that run in the order in which they were added, some at a time. */
export interface Queue {
  /** Those that wait or run. */
  readonly size: number
  /** Adds a task. Settles like the task; a task that fails does not stop the others. */
  add<T>(task: (work: Work) => Promise<T>): Promise<T>
  /** Lets {@link Queue.settled} wait for something that follows from a task, too. */
  after(consequence: Promise<void>): void
  /** Waits until all tasks have run. */
  settled(): Promise<void>
}

/** @param parallel How many tasks run at a time. */
export function createQueue(activity: Activity, parallel: number): Queue {
  const waiting: (() => void)[] = []
  const pending = new Set<Promise<unknown>>()
  let running = 0
  let size = 0
  /** Whatever the queue has to do. */
  let work: Work | undefined

  /** Waits until it is the turn of one more. */
  async function turn(): Promise<void> {
    if (running >= parallel) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
  }
  /** Lets the next one have the turn, if there is one. */
  function pass(): void {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  async function run<T>(task: (work: Work) => Promise<T>): Promise<T> {
    const current = work ?? activity.begin()
    work = current
    size += 1
    await turn()
    try {
      return await task(current)
    } finally {
      pass()
      size -= 1
      if (size === 0) {
        work = undefined
        current.end()
      }
    }
  }
  function remember(promise: Promise<unknown>): void {
    const settled = promise.then(forget, forget)
    function forget(): void {
      pending.delete(settled)
    }
    pending.add(settled)
  }
  return {
    get size() {
      return size
    },
    add(task) {
      const result = run(task)
      remember(result)
      return result
    },
    after: remember,
    async settled() {
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}
