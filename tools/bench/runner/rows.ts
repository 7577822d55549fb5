import type { Contender, Samples } from '../harness/contender.ts'

/** The result of one contender: medians over the rounds. */
export interface Row {
  readonly name: string
  readonly role: Contender['role']
  /** Microseconds an operation. */
  readonly us: number
  readonly slowest: number
  readonly fastest: number
  /** Speed by the speed of the limit. Ratios and differences are made round by round. */
  readonly ofLimit: number | undefined
  /** Speed by the speed of bare calls with the same checks. */
  readonly ofSame: number | undefined
  /** Microseconds more than the limit. */
  readonly beyond: number | undefined
  /** Processor time by wall time. */
  readonly cores: number | undefined
  /** Processor time by that of the limit. */
  readonly cpuOfLimit: number | undefined
}

export function toRows(samples: readonly Samples[]): Row[] {
  const limit = samples.find(({ role }) => role === 'limit')
  const same = samples.find(({ role }) => role === 'same')
  return samples.map((each) => {
    const { name, role, us, cores } = each
    return {
      name,
      role,
      us: median(us),
      slowest: Math.max(...us),
      fastest: Math.min(...us),
      ofLimit: compare(limit?.us, us, (theirs, own) => theirs / own),
      ofSame: compare(same?.us, us, (theirs, own) => theirs / own),
      beyond: compare(limit?.us, us, (theirs, own) => own - theirs),
      cores: cores && median(cores),
      cpuOfLimit: compare(limit && cpuOf(limit), cpuOf(each), (theirs, own) => own / theirs),
    }
  })
}

type Rounds = readonly number[] | undefined

function compare(theirs: Rounds, own: Rounds, by: (theirs: number, own: number) => number) {
  return theirs && own && median(own.map((each, round) => by(theirs[round] as number, each)))
}

function cpuOf({ us, cores }: Samples): Rounds {
  return cores?.map((each, round) => each * (us[round] as number))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The rows as text under headings. Times are in microseconds, long ones in milliseconds. */
export function toTable(rows: readonly Row[]): string[][] {
  const long = rows.every(({ us }) => us > 10_000)
  const time = (us: number): string => digits(long ? us / 1000 : us)
  const unit = long ? 'ms' : 'µs'
  return [
    ['', 'per s', unit, 'fastest…slowest round', 'of limit', `${unit} beyond it`, 'cores'],
    ...rows.map(({ name, role, us, slowest, fastest, ofLimit, beyond = 0, cores }) => [
      role === 'ours' ? `${name} ←` : name,
      digits(1e6 / us),
      time(us),
      `${time(fastest)}…${time(slowest)}`,
      role === 'limit' ? 'limit' : (ofLimit?.toFixed(3) ?? '-'),
      `${beyond < 0 ? '-' : '+'}${time(Math.abs(beyond))}`,
      cores?.toFixed(2) ?? '-',
    ]),
  ]
}

function digits(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)
}
