import type { Contender, Samples } from '../harness/contender.ts'

/** What came of one contender: medians over the rounds. */
export interface Row {
  readonly name: string
  readonly role: Contender['role']
  /** Microseconds an operation. */
  readonly us: number
  /** Slowest and fastest round. */
  readonly slowest: number
  readonly fastest: number
  /** How many times as fast as the limit, compared round by round. */
  readonly ofLimit: number
  /** How many times as fast as bare calls with the same checks, where there are some. */
  readonly ofSame: number | undefined
  /** How many microseconds more than the limit, compared round by round. */
  readonly beyond: number
  /** Processor time by wall time. */
  readonly cores: number | undefined
}

export function toRows(samples: readonly Samples[]): Row[] {
  const limit = samples.find(({ role }) => role === 'limit')?.us ?? []
  const same = samples.find(({ role }) => role === 'same')?.us
  return samples.map(({ name, role, us, cores }) => ({
    name,
    role,
    us: median(us),
    slowest: Math.max(...us),
    fastest: Math.min(...us),
    ofLimit: median(us.map((each, round) => (limit[round] ?? Number.NaN) / each)),
    ofSame: same && median(us.map((each, round) => (same[round] ?? Number.NaN) / each)),
    beyond: median(us.map((each, round) => each - (limit[round] ?? Number.NaN))),
    cores: cores && median(cores),
  }))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The rows as text, heads first; times in microseconds, or in milliseconds where they are that long. */
export function toTable(rows: readonly Row[]): string[][] {
  const long = rows.every(({ us }) => us > 10_000)
  const time = (us: number): string => digits(long ? us / 1000 : us)
  const unit = long ? 'ms' : 'µs'
  return [
    ['', 'per s', unit, 'fastest…slowest round', 'of limit', `${unit} beyond it`, 'cores'],
    ...rows.map(({ name, role, us, slowest, fastest, ofLimit, beyond, cores }) => [
      role === 'ours' ? `${name} ←` : name,
      digits(1e6 / us),
      time(us),
      `${time(fastest)}…${time(slowest)}`,
      role === 'limit' ? 'limit' : ofLimit.toFixed(3),
      role === 'limit' ? '' : `${beyond < 0 ? '-' : '+'}${time(Math.abs(beyond))}`,
      cores?.toFixed(2) ?? '-',
    ]),
  ]
}

/** With as many decimals as such a figure deserves. */
function digits(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)
}
