// The budgets of the design. They are held against what was measured here and now; nothing fails on them.

interface Budget {
  readonly what: string
  /** Of the figure: see `bounded` in questions.ts. */
  readonly key: string
  readonly bound: string
  /** Where it counts; elsewhere the figure is only shown in the tables. */
  readonly hosts: RegExp
  met(figure: number): boolean
  show(figure: number): string
}

const node = /^node/
const atLeast = (least: number) => ({
  hosts: node,
  met: (figure: number) => figure >= least,
  show: (figure: number) => figure.toFixed(3),
})
const below = (most: number, unit: string, digits: number) => ({
  hosts: node,
  met: (figure: number) => figure <= most,
  show: (figure: number) => `${figure.toFixed(digits)} ${unit}`,
})

export const budgets: readonly Budget[] = [
  {
    what: 'callback in, one at a time',
    key: 'callback-in',
    bound: '≥ 0.95 of bare node:crypto',
    ...atLeast(0.95),
  },
  {
    what: 'the same, checks included',
    key: 'callback-in, same checks',
    bound: '≥ 0.95 of bare calls with the same checks',
    ...atLeast(0.95),
  },
  { what: 'request out', key: 'request-out', bound: '≥ 0.95 of the bare sign', ...atLeast(0.95) },
  {
    what: 'call beyond transport and RSA',
    key: 'call-latency',
    bound: '< 50 µs median',
    ...below(50, 'µs', 1),
  },
  ...[
    ['client', 9],
    ['callbacks', 9],
    ['both', 14],
  ].map(([name, kB]) => ({
    what: `gzip, ${name}`,
    key: `size of ${name}`,
    bound: `≤ ${kB} kB`,
    ...below(Number(kB) * 1000, 'B', 0),
    hosts: /^workerd$/,
  })),
  {
    what: 'import to first callback',
    key: 'import-cost',
    bound: '≤ 25 ms beyond node',
    ...below(25, 'ms', 1),
  },
  // A single object that stayed behind would be 16 bytes or more.
  { what: 'heap', key: 'heap', bound: 'flat: < 1 B a callback', ...below(1, 'B', 3) },
]

export interface Measured {
  readonly host: string
  readonly bounded: Readonly<Record<string, number>>
}

/** One line a budget: its bound, the figures, and whether all of them keep it. */
export function judge(measured: readonly Measured[]): string[][] {
  return budgets.map(({ what, key, bound, hosts, met, show }) => {
    const figures = measured.flatMap(({ host, bounded }) => {
      const figure = bounded[key]
      return figure !== undefined && hosts.test(host) ? [{ host, figure }] : []
    })
    const verdict = figures.every(({ figure }) => met(figure)) ? 'met' : 'missed'
    return [
      what,
      bound,
      figures.length === 0 ? 'not measured' : verdict,
      figures.map(({ host, figure }) => `${host} ${show(figure)}`).join(', '),
    ]
  })
}
