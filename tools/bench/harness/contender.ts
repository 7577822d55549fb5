/** One way to do a question's work. */
export interface Contender {
  readonly name: string
  /**
   * `limit` is what the others are compared with: bare calls of the runtime on keys imported before. `same` are bare
   * calls that check all that ours checks.
   */
  readonly role: 'limit' | 'same' | 'ours' | 'peer' | 'aside'
  /** How many operations one run does. Default 1. */
  readonly size?: number
  /** Does the work. */
  run(): unknown
  /** Whether a run's result is right: nobody wins by doing nothing. Asked before anything is timed. */
  right(result: unknown): boolean | Promise<boolean>
}

/** What one contender needed: one figure a round, the rounds in the same order for all. */
export interface Samples {
  readonly name: string
  readonly role: Contender['role']
  /** Microseconds an operation. */
  readonly us: readonly number[]
  /** Processor time by wall time; `undefined` where the host does not tell. */
  readonly cores: readonly number[] | undefined
}

export interface RaceOptions {
  readonly rounds: number
  /** How many operations each contender does before anything is timed: an engine compiles well what has run often. */
  readonly warm: number
  /** How long one contender runs in one round, in milliseconds. */
  readonly block: number
  /** The fewest rounds, where a coarse clock makes them long. Default 1. */
  readonly least?: number
}
