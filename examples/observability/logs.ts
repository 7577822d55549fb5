// One line of log for every attempt out and every callback in, through pino.
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
  // Strangers can cause as many of these as they like.
  refused: 'warn',
  failed: 'error',
} as const satisfies Record<CallbackEvent['outcome'], string>

export function createLogs(logger: Logger): Logs {
  return {
    attempt(event) {
      if (event.code === undefined) logger.info(event, 'called')
      else if (event.retryAfterMs !== undefined) logger.warn(event, 'will be repeated')
      else logger.error(event, 'failed')
    },
    callback({ error, ...event }) {
      // pino writes the message and the causes of an error; it stands under err.
      logger[levels[event.outcome]]({ ...event, ...(error !== undefined && { err: error }) }, 'callback')
    },
  }
}
