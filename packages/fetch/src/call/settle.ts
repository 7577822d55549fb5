import { ApiError, type AttemptRecord } from '@wxdp/core'
import { FetchError } from '../errors.ts'
import type { Outcome } from './outcome.ts'

/**
 * Ends a call: returns the output, or throws the error that the last outcome calls for. Every error of a call is
 * made here, with all of its attempts.
 */
export function settle<Output>(
  endpoint: string,
  outcome: Outcome<Output>,
  attempts: readonly AttemptRecord[],
): Output {
  const status = outcome.head?.status
  switch (outcome.kind) {
    case 'answered': {
      const { content } = outcome
      if (content.kind === 'output') return content.output
      throw content.kind === 'error' ? new ApiError({ ...content.details, attempts }) : content.error
    }
    case 'untrusted': {
      const { cause } = outcome
      const why = cause instanceof Error ? cause.message : ''
      const message = `a success response (HTTP ${status}) that is not proven to be WeChat Pay's; whether the call was carried out is unknown. ${why}`
      throw new FetchError('FETCH_UNTRUSTED', message.trim(), { endpoint, status, attempts, cause })
    }
    case 'aborted':
      throw outcome.reason
    case 'failed':
      throw outcome.error
    default: {
      const { code, message, cause } = outcome
      throw new FetchError(code, message, {
        endpoint,
        status,
        attempts,
        ...(cause !== undefined && { cause }),
      })
    }
  }
}
