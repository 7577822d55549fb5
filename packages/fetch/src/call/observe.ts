import type { AttemptRecord } from '@wxdp/core'

/** One attempt of a call, when it has ended. Holds no secret. */
export interface AttemptEvent extends AttemptRecord {
  /** Name of the endpoint. */
  readonly endpoint: string
  /** Number of the attempt within its call, from 1. */
  readonly attempt: number
  /** Milliseconds until the retry, 0 if it follows at once. Absent if the call ends with this attempt. */
  readonly retryAfterMs?: number | undefined
}

/** Called after every attempt, for logs, metrics and traces. What it throws, or rejects with, is ignored. */
export type ObserveAttempt = (event: AttemptEvent) => void
