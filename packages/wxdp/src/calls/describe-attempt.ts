import type { ClientOptions } from '@wxdp/fetch'
import { plain } from '../terminal/plain.ts'

type AttemptEvent = Parameters<ClientOptions['observe'] & {}>[0]

/** One attempt of a call in one line. It holds no secret. */
export function describeAttempt(event: AttemptEvent): string {
  const { endpoint, attempt, host, status, code, causeCode, durationMs, requestId, retryAfterMs } = event
  const parts = [
    `${endpoint} #${attempt} ${host}`,
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...[code, causeCode].filter((each) => each !== undefined),
    `${Math.round(durationMs)} ms`,
    ...(requestId === undefined ? [] : [`Request-ID ${requestId}`]),
    ...(retryAfterMs === undefined ? [] : [`↻ ${retryAfterMs} ms`]),
  ]
  return plain(parts.join(', '))
}
