// Every question: what it asks, on which hosts, and which of its figures have a budget.
import type { Host } from '@wxdp-internal/conformance/runner/hosts'
import type { Samples } from './harness/contender.ts'
import type { HeapOptions, HeapSample } from './questions/heap.ts'
import { load } from './questions/load.ts'
import type { SandboxFigures, SandboxOptions } from './questions/sandbox.ts'
import { measureSizes } from './questions/sizes.ts'
import { startAll } from './questions/start.ts'
import { ask } from './runner/ask.ts'
import { bytesLeft, heapTable } from './runner/heap.ts'
import { hosts, nodes, pinned } from './runner/hosts.ts'
import { type Row, toRows, toTable } from './runner/rows.ts'
import { bytesPerPlan, sandboxTable } from './runner/sandbox.ts'

export interface Settings {
  /** Only shows that everything runs: the figures mean nothing. */
  readonly quick: boolean
  /** Callbacks for the question `heap`. */
  readonly count: number
}

export interface Result {
  readonly table: readonly (readonly string[])[]
  readonly figures: unknown
  /** The figures that have a budget, by its key. */
  readonly bounded: Readonly<Record<string, number | undefined>>
}

export interface Question {
  readonly name: string
  readonly asks: string
  readonly hosts: readonly Host[]
  measure(host: Host, settings: Settings): Promise<Result>
}

/** `bounded` gets the rows of ours. */
function resultOf(samples: readonly Samples[], bounded: (...ours: Row[]) => Result['bounded']): Result {
  const rows = toRows(samples)
  const figures = rows.map((row, at) => ({ ...row, samples: samples[at] }))
  return { table: toTable(rows), figures, bounded: bounded(...rows.filter(({ role }) => role === 'ours')) }
}

function raced(
  between: 'receivers' | 'signers' | 'callers',
  bounded: (ours: Row | undefined) => Result['bounded'],
  concurrency = 1,
): Question['measure'] {
  return async (host, { quick }) => {
    const rounds = quick ? { warm: 0, rounds: 1, block: 1 } : { warm: 5000, rounds: 41, block: 20, least: 9 }
    return resultOf(await ask<Samples[]>(host, 'races', { ...rounds, between, concurrency }), bounded)
  }
}

export const questions: readonly Question[] = [
  {
    name: 'callback-in',
    asks: 'One callback at a time: verified, opened, parsed.',
    hosts,
    measure: raced('receivers', (ours) => ({ 'callback-in': ours?.ofSame })),
  },
  {
    name: 'callbacks-at-once',
    asks: '64 callbacks at once.',
    hosts,
    measure: raced('receivers', (ours) => ({ 'callbacks-at-once': ours?.ofLimit }), 64),
  },
  {
    name: 'request-out',
    asks: 'One request at a time: built and signed.',
    hosts,
    measure: raced('signers', (ours) => ({ 'request-out': ours?.ofLimit })),
  },
  {
    name: 'requests-at-once',
    asks: '64 requests at once: does signing use all cores?',
    hosts,
    measure: raced('signers', () => ({}), 64),
  },
  {
    name: 'call-latency',
    asks: 'One call at a time: what does it cost beyond both signatures and a fetch by hand?',
    hosts,
    measure: raced('callers', (ours) => ({ 'call-latency': ours?.beyond })),
  },
  {
    name: 'load',
    asks: '50 connections at once over loopback: how many callbacks a second?',
    hosts: pinned,
    async measure(host, { quick }) {
      const options = { count: quick ? 200 : 10_000, connections: 50, rounds: quick ? 1 : 5 }
      return resultOf(await load(host, options), (ours) => ({
        load: ours?.ofLimit,
        'load, processor time': ours?.cpuOfLimit,
      }))
    },
  },
  {
    name: 'start',
    asks: 'A fresh process, from its start to the first callback verified, opened and parsed; a command, to its end.',
    hosts: nodes,
    async measure(host, { quick }) {
      return resultOf(await startAll(host, quick ? 1 : 15), (installed, bundled, command) => ({
        start: (installed?.beyond ?? Number.NaN) / 1000,
        'start, bundled': (bundled?.beyond ?? Number.NaN) / 1000,
        'start, command': (command?.beyond ?? Number.NaN) / 1000,
      }))
    },
  },
  {
    name: 'heap',
    asks: 'Many callbacks in one process: the heap after a full collection.',
    hosts: pinned.map((host) => ({ ...host, args: ['--expose-gc', ...host.args] })),
    async measure(host, { quick, count }) {
      const options: HeapOptions = quick ? { count: 400, step: 100 } : { count, step: count / 10 }
      const samples = await ask<HeapSample[]>(host, 'heap', options, 600_000)
      return { table: heapTable(samples), figures: samples, bounded: { heap: bytesLeft(samples) } }
    },
  },
  {
    name: 'sandbox',
    asks: 'A sandbox: when is it there, and does it stay responsive with 100,000 plans?',
    hosts: pinned.map((host) => ({ ...host, args: ['--expose-gc', ...host.args] })),
    async measure(host, { quick }) {
      const options: SandboxOptions = quick
        ? { sizes: [50, 100], rounds: 1 }
        : { sizes: [1000, 10_000, 100_000], rounds: 101 }
      const figures = await ask<SandboxFigures>(host, 'sandbox', options, 1_200_000)
      return {
        table: sandboxTable(figures),
        figures,
        bounded: { sandbox: figures.next, 'heap of a plan': bytesPerPlan(figures) },
      }
    },
  },
  {
    name: 'sizes',
    asks: "A user's bundle with all dependencies, minified and gzipped, beside peers: ours for an edge runtime.",
    hosts: pinned,
    async measure() {
      const sizes = await measureSizes()
      const rows = sizes.map(({ name, kB, builtins }) => [name, String(kB), String(builtins)])
      const bounded = Object.fromEntries(sizes.map(({ name, kB }) => [`size of ${name}`, kB]))
      return { table: [['', 'kB', "Node's built-ins"], ...rows], figures: sizes, bounded }
    },
  },
]
