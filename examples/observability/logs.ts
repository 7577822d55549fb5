// Logs every attempt of a client and every callback as one line, with pino.
import type { AttemptEvent } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'
import type { Logger } from 'pino'

export interface Logs {
  /** For `createClient({ observe })`. */
  attempt(event: AttemptEvent): void
  /** For `createHandler({ observe })`. */
  callback(event: CallbackEvent): void
}

const levels = {
  accepted: 'info',
  duplicate: 'info',
  busy: 'info',
  probe: 'info',
  // A warning, not an error: anyone on the internet can cause as many of these as they like.
  refused: 'warn',
  failed: 'error',
} as const satisfies Record<CallbackEvent['outcome'], string>

export function createLogs(logger: Logger): Logs {
  return {
    attempt(event) {
      if (event.code === undefined) logger.info(event, 'attempt succeeded')
      else if (event.retryAfterMs !== undefined) logger.warn(event, 'attempt failed, will be retried')
      else logger.error(event, 'attempt failed')
    },
    callback({ error, ...event }) {
      // pino serialises an error with its causes if it is named `err`.
      logger[levels[event.outcome]]({ ...event, ...(error !== undefined && { err: error }) }, 'callback')
    },
  }
}
