import type { SandboxFigures, SizeFigures } from '../questions/sandbox.ts'

const rows: readonly (readonly [heading: string, value: (figures: SizeFigures) => number])[] = [
  ['heap in MiB', ({ heap }) => heap],
  ['create, µs', ({ create }) => create],
  ['list, first page, µs', ({ listFirst }) => listFirst],
  ['list, last page, µs', ({ listLast }) => listLast],
  ['list by state, µs', ({ listByState }) => listByState],
  ['control.plans, µs', ({ controlPage }) => controlPage],
  ['three steps with callbacks, µs', ({ step }) => step],
  ['turn of the clock, µs', ({ turn }) => turn],
]

export function sandboxTable({ first, next, sizes }: SandboxFigures): string[][] {
  return [
    ['', ...sizes.map(({ plans }) => `${plans} plans`)],
    ['first sandbox, ms', first.toFixed(0)],
    ['another one, ms', next.toFixed(1)],
    ...rows.map(([heading, value]) => [heading, ...sizes.map((figures) => value(figures).toFixed(0))]),
  ]
}

/** Bytes of the heap that each plan takes, from the smallest to the largest size. */
export function bytesPerPlan({ sizes }: SandboxFigures): number {
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  if (!smallest || !largest) return Number.NaN
  return ((largest.heap - smallest.heap) * 2 ** 20) / (largest.plans - smallest.plans)
}
