import type { Activity, Work } from '../clock/activity.ts'

/** Tasks that run one after the other. */
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

export function createQueue(activity: Activity): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let size = 0
  /** Whatever the queue has to do. */
  let work: Work | undefined
  return {
    get size() {
      return size
    },
    async add(task) {
      const current = work ?? activity.begin()
      work = current
      size += 1
      const running = last
        .then(() => task(current))
        .finally(() => {
          size -= 1
          if (size > 0) return
          work = undefined
          current.end()
        })
      last = running.catch(() => undefined)
      return running
    },
    after(consequence) {
      const before = last
      last = consequence.then(() => before)
    },
    async settled() {
      for (let seen: unknown; seen !== last; ) {
        seen = last
        await seen
      }
    },
  }
}
