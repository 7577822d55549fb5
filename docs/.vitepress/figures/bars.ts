// What the plots of reference/performance.md show, from the file that this wrote, on a machine with nothing else to do:
//
//   npx pnpm@12.21.0 bench callback-in request-out start sizes --json docs/.vitepress/figures/figures.json
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Said } from '../languages.ts'
import { nameOf } from './names.ts'

export interface Bar {
  readonly name: Said
  readonly isOurs: boolean
  readonly value: number
}

/** The bars of one host, or of all where hosts do not differ. */
export interface Group {
  readonly host: string
  readonly bars: readonly Bar[]
}

export interface Bars {
  readonly unit: string
  /** Decimal places. */
  readonly places: number
  readonly groups: readonly Group[]
}

interface Row {
  readonly name: string
  readonly role?: string
  /** Microseconds: the fastest round. Other programs on the machine can only slow a round. */
  readonly fastest?: number
  readonly kB?: number
}

interface File {
  readonly machine: string
  readonly results: readonly {
    readonly question: string
    readonly host: string
    readonly figures: readonly Row[]
  }[]
}

const file = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')) as File

/** On what it was measured. */
export const machine = file.machine

interface Kind {
  readonly unit: string
  readonly places: number
  readonly value: (row: Row) => number
}

const micro: Kind = { unit: 'µs', places: 1, value: ({ fastest = 0 }) => fastest }
const kinds: Readonly<Record<string, Kind>> = {
  'callback-in': micro,
  'request-out': micro,
  start: { unit: 'ms', places: 0, value: ({ fastest = 0 }) => fastest / 1000 },
  sizes: { unit: 'kB', places: 1, value: ({ kB = 0 }) => kB },
}
export const questions: readonly string[] = Object.keys(kinds)

export function barsOf(question: string): Bars {
  const kind = kinds[question]
  const results = file.results.filter((result) => result.question === question)
  if (!kind || results.length === 0) throw new Error(`The figures have no ${question}.`)
  const groups = results.map(({ host, figures }) => ({
    host,
    bars: figures.map((row) => ({ name: nameOf(row.name), isOurs: isOurs(row), value: kind.value(row) })),
  }))
  return { unit: kind.unit, places: kind.places, groups }
}

function isOurs({ role, name }: Row): boolean {
  return role === undefined ? !name.startsWith('wechatpay-') : role === 'ours'
}
