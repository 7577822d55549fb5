import type { InboxStep } from './shared.ts'

/** What a store keeps of an id. */
export interface Entry {
  /** The owner of the claim; undefined once the notification is handled. */
  readonly owner: string | undefined
  /** Unix time in milliseconds. */
  readonly end: number
}

/** What a step makes of an entry. */
export interface StepTaken {
  /** What the store returns. */
  readonly result: string
  /** Whether the entry must be written, or deleted if it is undefined now. */
  readonly changed: boolean
  readonly entry?: Entry
}

/**
 * Takes one step on an entry. The store must let nothing happen between reading the entry and writing it.
 *
 * @param now Unix time in milliseconds.
 */
export function takeStep(
  entry: Entry | undefined | null,
  { action, owner, ms }: InboxStep,
  now: number,
): StepTaken {
  const held = current(entry, now)
  if (action === 'complete')
    return { result: 'ok', changed: true, entry: { owner: undefined, end: now + ms } }
  if (action === 'release') return { result: 'ok', changed: held?.owner === owner }
  if (held && held.owner !== owner) {
    return { result: held.owner === undefined ? 'done' : 'busy', changed: false }
  }
  return { result: 'new', changed: true, entry: { owner, end: now + ms } }
}

/** The entry, unless its end has passed. */
export function current(entry: Entry | undefined | null, now: number): Entry | undefined {
  return entry && entry.end > now ? entry : undefined
}
