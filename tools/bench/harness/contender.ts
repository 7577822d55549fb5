/** One way to do the work of a question. */
export interface Contender {
  readonly name: string
  /**
   * The others are compared with `limit`: bare calls of the runtime. `same` are bare calls with the checks that ours
   * makes. `ours` is measured against budgets.
   */
  readonly role: 'limit' | 'same' | 'ours' | 'peer' | 'other'
  /** Operations in one run. Default 1. */
  readonly size?: number
  /** Does the work. */
  run(): unknown
  /** Whether the result of a run is right. Asked before anything is timed, so that nobody wins by doing nothing. */
  isRight(result: unknown): boolean | Promise<boolean>
}

/** What one contender took: one figure a round, with the rounds in the same order for all contenders. */
export interface Samples {
  readonly name: string
  readonly role: Contender['role']
  /** Microseconds an operation. */
  readonly us: readonly number[]
  /** Processor time by wall time; `undefined` if the host does not report it. */
  readonly cores: readonly number[] | undefined
}

export interface RaceOptions {
  readonly rounds: number
  /** Operations that each contender does before anything is timed, so that they are compiled. */
  readonly warm: number
  /** How long one contender runs in one round, in milliseconds. */
  readonly block: number
  /** The fewest rounds if a coarse clock makes them long. Default 1. */
  readonly least?: number
  /** Operations at the same time. Default 1. */
  readonly concurrency?: number
}

/** The same contender with several runs at the same time. */
export function concurrent(contender: Contender, size: number): Contender {
  if (size === 1) return contender
  return {
    ...contender,
    size,
    run: () => Promise.all(Array.from({ length: size }, contender.run)),
    async isRight(results) {
      const all = await Promise.all((results as unknown[]).map(contender.isRight))
      return all.length === size && all.every(Boolean)
    },
  }
}
