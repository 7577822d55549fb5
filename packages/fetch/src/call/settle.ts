import { ApiError, type AttemptRecord } from '@wxdp/core'
import { FetchError } from '../errors.ts'
import type { Outcome } from './outcome.ts'

/** The call that an outcome ends. */
export interface EndedCall {
  /** Name of the endpoint. */
  readonly endpoint: string
  /** Every attempt of the call. */
  readonly attempts: readonly AttemptRecord[]
}

/** Ends a call: returns its output, or makes its error and throws it. */
export function settle<Output>(outcome: Outcome<Output>, { endpoint, attempts }: EndedCall): Output {
  switch (outcome.kind) {
    case 'answered':
      if ('output' in outcome) return outcome.output
      throw new ApiError({ ...outcome.error, attempts })
    case 'failed':
      throw outcome.error
    case 'aborted':
      throw outcome.reason
    default: {
      const { code, message, head, ...cause } = outcome
      throw new FetchError(code, message, { ...cause, status: head?.status, endpoint, attempts })
    }
  }
}
