import type { AttemptRecord } from '@wxdp/core'

/** What became of one attempt of a call. Holds no secret. */
export interface AttemptEvent extends AttemptRecord {
  /** The endpoint's name. */
  readonly endpoint: string
  /** Which attempt of its call it was, from 1. */
  readonly attempt: number
  /** It is repeated after so many milliseconds, 0 for at once; absent when the call ends with it. */
  readonly retryAfterMs?: number | undefined
}

/** Told of every attempt, for logs, metrics and traces. What it throws is ignored. */
export type Observe = (event: AttemptEvent) => void

/** A broken observer must not turn a good answer into a bad one, nor end the process. */
export async function tell(observe: Observe, event: AttemptEvent): Promise<void> {
  try {
    await observe(event)
  } catch {}
}

/** @returns A code for any error; `UNKNOWN` for one that has none. */
export function codeOf(error: unknown): string {
  return ownCode(error) ?? 'UNKNOWN'
}

const mostCauses = 5

/** The first code among the causes, which runtimes nest: `fetch failed` ← `ECONNREFUSED`. */
export function causeCodeOf(error: unknown): string | undefined {
  let each = error
  for (let depth = 0; depth < mostCauses; depth++) {
    each = (each as ErrorOptions | null | undefined)?.cause
    const code = ownCode(each)
    if (code !== undefined) return code
  }
  return undefined
}

function ownCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
