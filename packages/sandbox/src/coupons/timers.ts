import type { Clock } from '../clock/clock.ts'

/** What the clock is going to do next, by name: one thing each. */
export interface Timers {
  /** Takes the place of what was set before; `undefined`: nothing. */
  set(name: string, next: { readonly time: number; readonly run: () => void } | undefined): void
}

export function createTimers({ at }: Pick<Clock, 'at'>): Timers {
  const cancels = new Map<string, () => void>()
  return {
    set(name, next) {
      cancels.get(name)?.()
      if (next) cancels.set(name, at(next.time, next.run, name))
      else cancels.delete(name)
    },
  }
}
