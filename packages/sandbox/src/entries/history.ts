/** Something that happened. */
export interface HistoryEntry<Step extends string, States> {
  /** On the sandbox's clock. Milliseconds since 1970. */
  readonly time: number
  readonly step: Step
  /** `request`: a call; `control`: a method of `sandbox.control`; `clock`: the time had come. */
  readonly by: 'request' | 'control' | 'clock'
  /** Absent for the first entry. */
  readonly before: States | undefined
  readonly after: States
  /** Why, in the words of whoever did it. */
  readonly reason?: string | undefined
}

/** What is going to be in a history. */
export type HistoryEvent<Entry extends HistoryEntry<string, unknown>> = Pick<Entry, 'step' | 'by' | 'reason'>
