import type { ApiErrorDetails } from '@wxdp/core'
import type { FetchErrorCode } from '../errors.ts'
import type { FetchResponse } from './transport.ts'

/** How one attempt ended. `head` is set once the headers of a response have arrived. */
export type Outcome<Output> =
  /** A verified success. */
  | { readonly kind: 'answered'; readonly head: ResponseHead; readonly output: Output }
  /** An error response. Its signature need not be valid; `error.verified` says whether it is. */
  | { readonly kind: 'answered'; readonly head: ResponseHead; readonly error: ApiErrorDetails }
  /** A 2xx response whose signature does not verify. */
  | Fault<'untrusted', 'FETCH_UNTRUSTED'>
  /** No connection, a broken connection, or no whole response in time. */
  | Fault<'unreachable', 'FETCH_NETWORK' | 'FETCH_TIMEOUT'>
  /** The request must not be sent, or the response cannot be used. A retry would not help. */
  | Fault<'refused', Exclude<FetchErrorCode, 'FETCH_UNTRUSTED' | 'FETCH_NETWORK' | 'FETCH_TIMEOUT'>>
  /** Any other error, thrown unchanged: the signer's, the keyring's, or that of a verified body that is invalid. */
  | { readonly kind: 'failed'; readonly head?: ResponseHead | undefined; readonly error: unknown }
  /** The caller's signal aborted. */
  | {
      readonly kind: 'aborted'
      readonly code: 'ABORTED'
      readonly head?: ResponseHead | undefined
      readonly reason: unknown
    }

/** What is known of a response before its body. */
export type ResponseHead = Pick<FetchResponse, 'status' | 'headers'>

/** What a `FetchError` is made from, if the call ends with it. */
interface Fault<Kind extends string, Code extends FetchErrorCode> {
  readonly kind: Kind
  readonly code: Code
  readonly message: string
  readonly head?: ResponseHead | undefined
  readonly cause?: unknown
}
