import type { ResponseContent } from '@wxdp/core'

/** The head of a response, as soon as it has arrived. */
export interface ResponseHead {
  readonly status: number
  readonly headers: Headers
}

/** What became of one attempt. */
export type Outcome<Output> =
  /** A response that can be used: a verified success, or an error response. */
  | { readonly kind: 'answered'; readonly head: ResponseHead; readonly content: ResponseContent<Output> }
  /** A success response whose signature does not prove that it is WeChat Pay's. */
  | { readonly kind: 'untrusted'; readonly head: ResponseHead; readonly cause: unknown }
  /** No connection, a broken connection, or no whole response in time. */
  | (Fault<'FETCH_NETWORK' | 'FETCH_TIMEOUT'> & { readonly kind: 'unreachable' })
  /** Not sent, or a response that no retry makes usable. */
  | (Fault<
      | 'FETCH_BODY_TOO_LARGE'
      | 'FETCH_IDENTITY'
      | 'FETCH_LIMITED'
      | 'FETCH_REDIRECTED'
      | 'FETCH_SERIAL_UNKNOWN'
      | 'FETCH_TARGET_CHANGED'
    > & { readonly kind: 'refused' })
  /** Something of the caller's failed: the signer, the keyring, a schema. Its error is thrown as it is. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly head?: ResponseHead | undefined }
  /** The caller's signal aborted. */
  | { readonly kind: 'aborted'; readonly reason: unknown; readonly head?: ResponseHead | undefined }

/** What a `FetchError` is made from. */
interface Fault<Code> {
  readonly code: Code
  readonly message: string
  /** Of the response, if one came. */
  readonly head?: ResponseHead | undefined
  readonly cause?: unknown
}

/** An outcome of a step before the first byte is sent; it is the end of the call. */
export type Refusal = Exclude<Outcome<never>, { kind: 'answered' | 'untrusted' }>
