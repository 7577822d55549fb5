// Every question: what it asks, on which hosts, and which of its figures the design bounds.
import type { Host } from '../conformance/runner/hosts.ts'
import type { RaceOptions, Samples } from './harness/contender.ts'
import type { HeapOptions, HeapSample } from './questions/heap.ts'
import { startAll } from './questions/import-cost.ts'
import { load } from './questions/load.ts'
import { sizes } from './questions/sizes.ts'
import { ask } from './runner/ask.ts'
import { heapTable, slope } from './runner/heap-table.ts'
import { hosts, nodes } from './runner/hosts.ts'
import { loadTable } from './runner/load-table.ts'
import { type Row, toRows, toTable } from './runner/rows.ts'

export interface Settings {
  /** Only to show that everything runs; the figures mean nothing. */
  readonly quick: boolean
  /** How many callbacks the heap is to stand. */
  readonly count: number
}

export interface Answer {
  readonly table: readonly (readonly string[])[]
  readonly figures: unknown
  /** What the design bounds, by the key of its budget. */
  readonly bounded: Readonly<Record<string, number>>
}

export interface Question {
  readonly name: string
  readonly asks: string
  readonly hosts: readonly Host[]
  answer(host: Host, settings: Settings): Promise<Answer>
}

const pinned = nodes.filter(({ name }) => name === 'node24')

export const questions: readonly Question[] = [
  {
    name: 'callback-in',
    asks: 'One callback at a time: verified, opened, parsed.',
    hosts,
    answer: raced('callback-in', ({ ofLimit, ofSame }) => ({
      'callback-in': ofLimit,
      ...(ofSame !== undefined && { 'callback-in, same checks': ofSame }),
    })),
  },
  {
    name: 'request-out',
    asks: 'One request at a time: built and signed.',
    hosts,
    answer: raced('request-out', ({ ofLimit }) => ({ 'request-out': ofLimit })),
  },
  {
    name: 'callbacks-at-once',
    asks: '64 callbacks at once.',
    hosts,
    answer: raced('callbacks-at-once'),
  },
  {
    name: 'requests-at-once',
    asks: '64 requests at once: does signing use all cores?',
    hosts,
    answer: raced('requests-at-once'),
  },
  {
    name: 'call-latency',
    asks: 'One call at a time over a transport of one turn: what does it cost beyond RSA and fetch by hand?',
    hosts,
    answer: raced('call-latency', ({ beyond }) => ({ 'call-latency': beyond })),
  },
  {
    name: 'load',
    asks: '50 connections at once over loopback: callbacks a second, and how long each waits.',
    hosts: pinned,
    async answer(host, { quick }) {
      const options = { count: quick ? 200 : 10_000, connections: 50, rounds: quick ? 1 : 5 }
      const figures = await load(host, options)
      return { table: loadTable(figures), figures, bounded: {} }
    },
  },
  {
    name: 'import-cost',
    asks: 'A fresh process, from its start to the first callback verified, opened and parsed.',
    hosts: nodes,
    async answer(host, { quick }) {
      return answerOf(await startAll(host, quick ? 1 : 15), ({ beyond }) => ({
        'import-cost': beyond / 1000,
      }))
    },
  },
  {
    name: 'heap',
    asks: 'Many callbacks in one process: the heap after a full collection.',
    hosts: pinned.map((host) => ({ ...host, args: ['--expose-gc', ...host.args] })),
    async answer(host, { quick, count }) {
      const options: HeapOptions = quick ? { count: 400, step: 100 } : { count, step: count / 10 }
      const samples = await ask<HeapSample[]>(host, 'heap', options, 600_000)
      return { table: heapTable(samples), figures: samples, bounded: { heap: slope(samples) } }
    },
  },
  {
    name: 'sizes',
    asks: "A user's bundle for an edge runtime, minified and gzipped.",
    hosts: hosts.filter(({ name }) => name === 'workerd'),
    async answer() {
      const found = [...(await sizes())]
      return {
        table: [['', 'bytes'], ...found.map(([name, bytes]) => [name, String(bytes)])],
        figures: Object.fromEntries(found),
        bounded: Object.fromEntries(found.map(([name, bytes]) => [`size of ${name}`, bytes])),
      }
    },
  },
]

function raced(question: string, bounded?: (ours: Row) => Answer['bounded']): Question['answer'] {
  return async (host, { quick }) => {
    const options: RaceOptions = quick
      ? { warm: 0, rounds: 1, block: 1 }
      : { warm: 5000, rounds: 41, block: 20, least: 9 }
    return answerOf(await ask<Samples[]>(host, question, options), bounded)
  }
}

function answerOf(samples: readonly Samples[], bounded?: (ours: Row) => Answer['bounded']): Answer {
  const rows = toRows(samples)
  const ours = rows.find(({ role }) => role === 'ours')
  return {
    table: toTable(rows),
    figures: rows.map((row, at) => ({ ...row, samples: samples[at] })),
    bounded: (ours && bounded?.(ours)) ?? {},
  }
}
