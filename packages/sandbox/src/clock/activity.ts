/** Whether anything is going on that the clock must not overtake. */
export interface Activity {
  /** Begins some work. */
  begin(): Work
  /** Takes this as work until it settles. */
  track(work: Promise<unknown>): void
  /** Waits until all work has ended, or waits for the clock. */
  quiet(): Promise<void>
}

/** A piece of work. */
export interface Work {
  /** From here on, it waits for the clock. */
  pause(): void
  /** It no longer waits for the clock. */
  resume(): void
  end(): void
}

export function createActivity(): Activity {
  const working = new Set<Work>()
  const paused = new Set<Work>()
  let listeners: (() => void)[] = []
  const isQuiet = (): boolean => working.size === paused.size
  function changed(): void {
    if (!isQuiet()) return
    const ready = listeners
    listeners = []
    for (const listener of ready) listener()
  }
  function begin(): Work {
    const work: Work = {
      pause() {
        if (working.has(work)) paused.add(work)
        changed()
      },
      resume: () => void paused.delete(work),
      end() {
        working.delete(work)
        paused.delete(work)
        changed()
      },
    }
    working.add(work)
    return work
  }
  return {
    begin,
    track(promise) {
      const { end } = begin()
      void promise.then(end, end)
    },
    async quiet() {
      while (!isQuiet()) await new Promise<void>((resolve) => listeners.push(resolve))
    },
  }
}
