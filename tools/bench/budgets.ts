// The budgets of the design, for the figures of one run. A missed budget does not fail the bench.

interface Budget {
  readonly what: string
  /** The key of its figure in `bounded` of questions.ts. */
  readonly key: string
  readonly bound: string
  met(figure: number): boolean
  show(figure: number): string
}

const atLeast = (key: string, what: string, [least, of]: readonly [number, string]): Budget => ({
  key,
  what,
  bound: `≥ ${least.toFixed(2)} of ${of}`,
  met: (figure) => figure >= least,
  show: (figure) => figure.toFixed(3),
})
const atMost = (key: string, what: string, [most, unit]: readonly [number, string]): Budget => ({
  key,
  what,
  bound: `≤ ${most} ${unit}`,
  met: (figure) => figure <= most,
  show: (figure) => `${figure.toFixed(most < 5 ? 3 : 1)} ${unit}`,
})

export const budgets: readonly Budget[] = [
  atLeast('callback-in', 'callback in, one at a time', [0.95, 'bare calls with the same checks']),
  atLeast('callbacks-at-once', '64 callbacks at once', [0.9, 'bare calls on one thread']),
  atLeast('request-out', 'request out', [0.95, 'the bare signature']),
  atMost('call-latency', 'a call beyond transport and RSA', [50, 'µs, median']),
  atLeast('load', 'server on loopback', [0.95, 'the callbacks a second of a server by hand']),
  atMost('load, processor time', 'its processor time', [1.25, 'of that of a server by hand']),
  atMost('size of client', 'gzip, client with one endpoint', [15, 'kB']),
  atMost('size of callbacks', 'gzip, callback handler', [10, 'kB']),
  atMost('size of both', 'gzip, both', [18.5, 'kB']),
  atMost('start, bundled', 'start to first callback beyond Node, one bundle', [15, 'ms']),
  atMost('start', 'start to first callback beyond Node, as installed', [45, 'ms']),
  atMost('start, command', 'a command (wxdp explain) beyond Node', [150, 'ms']),
  // A single object left behind would be 16 bytes or more.
  atMost('heap', 'heap after many callbacks', [1, 'bytes a callback']),
  atMost('sandbox', 'another test sandbox in a process', [50, 'ms']),
  atMost('heap of a plan', 'heap of each plan in a sandbox', [4000, 'bytes']),
]

export interface Measured {
  readonly host: string
  readonly bounded: Readonly<Record<string, number | undefined>>
}

/** One line a budget: its bound, whether all figures keep it, and the figures. The budgets are for Node. */
export function verdictsOf(measured: readonly Measured[]): string[][] {
  return budgets.map(({ what, key, bound, met, show }) => {
    const figures = measured.flatMap(({ host, bounded }) => {
      const figure = bounded[key]
      return figure !== undefined && host.startsWith('node') ? [{ host, figure }] : []
    })
    const verdict = figures.every(({ figure }) => met(figure)) ? 'met' : 'missed'
    const list = figures.map(({ host, figure }) => `${host} ${show(figure)}`).join(', ')
    return [what, bound, figures.length === 0 ? 'not measured' : verdict, list]
  })
}
