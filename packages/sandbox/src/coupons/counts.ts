import { startOfDay } from '../http/times.ts'
import type { GivenOut } from './batch.ts'

/** Counts of what was given out, in all and today, by name. */
export interface Counts {
  of(name: string): GivenOut
  /** @param time When it was given out. Milliseconds since 1970. */
  add(names: readonly string[], time: number): void
}

interface Count {
  total: number
  today: number
  /** Midnight of the day that `today` counts. */
  day: number
}

export function createCounts(now: () => number): Counts {
  const counts = new Map<string, Count>()
  return {
    of(name) {
      const { total, today, day } = counts.get(name) ?? { total: 0, today: 0, day: 0 }
      return { total, today: day === startOfDay(now()) ? today : 0 }
    },
    add(names, time) {
      const day = startOfDay(time)
      for (const name of names) {
        const count = counts.get(name) ?? { total: 0, today: 0, day }
        count.total += 1
        count.today = count.day === day ? count.today + 1 : 1
        count.day = day
        counts.set(name, count)
      }
    },
  }
}
