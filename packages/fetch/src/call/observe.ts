import type { AttemptRecord } from '@wxdp/core'

/** What became of one attempt of a call. Holds no secret. */
export interface AttemptEvent extends AttemptRecord {
  /** The endpoint's name. */
  readonly endpoint: string
  /** Number of the attempt within its call, from 1. */
  readonly attempt: number
  /** It is retried after this many milliseconds, 0 for at once; absent if the call ends with this attempt. */
  readonly retryAfterMs?: number | undefined
}

/** Called after every attempt, for logs, metrics and traces. What it throws is ignored. */
export type Observe = (event: AttemptEvent) => void

/** Calls the observer. A broken one must not turn a good response into an error, nor end the process. */
export async function notifyObserver(observe: Observe, event: AttemptEvent): Promise<void> {
  try {
    await observe(event)
  } catch {}
}
