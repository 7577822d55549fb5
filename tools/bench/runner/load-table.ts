import type { Contender } from '../harness/contender.ts'
import type { Load } from '../questions/load.ts'
import { median } from './rows.ts'

/** Medians over the rounds. */
export function loadTable(
  results: readonly {
    readonly name: string
    readonly role: Contender['role']
    readonly loads: readonly Load[]
  }[],
): string[][] {
  return [
    ['', 'callbacks per s', 'slowest…fastest round', 'p50 ms', 'p99 ms', 'µs of processor each'],
    ...results.map(({ name, role, loads }) => {
      const of = (figure: (load: Load) => number): number => median(loads.map(figure))
      const speeds = loads.map(({ perSecond }) => perSecond)
      return [
        role === 'ours' ? `${name} ←` : name,
        of(({ perSecond }) => perSecond).toFixed(0),
        `${Math.min(...speeds).toFixed(0)}…${Math.max(...speeds).toFixed(0)}`,
        of(({ p50 }) => p50).toFixed(0),
        of(({ p99 }) => p99).toFixed(0),
        of(({ cpu }) => cpu).toFixed(0),
      ]
    }),
  ]
}
