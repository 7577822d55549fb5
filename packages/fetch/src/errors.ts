import type { AttemptRecord } from '@wxdp/core'

/**
 * Why a call brought no answer that can be trusted. Switch on these; messages are prose and may change.
 *
 * The last column speaks of the last attempt. Where `attempts` lists more than one, an earlier one may have been
 * carried out.
 *
 * | code | what happened | was it carried out? |
 * | --- | --- | --- |
 * | `FETCH_UNTRUSTED` | a 2xx that is unsigned, stale or wrongly signed (`cause` tells) | unknown |
 * | `FETCH_NETWORK` | no connection, or it broke (`cause` tells) | unknown |
 * | `FETCH_TIMEOUT` | no whole answer within `timeout`, or what `deadline` left of it | unknown |
 * | `FETCH_BODY_TOO_LARGE` | the answer grew past the limit | unknown |
 * | `FETCH_REDIRECTED` | a redirect; WeChat Pay sends none, so something stands between | no |
 * | `FETCH_LIMITED` | the limiter refused it, or held it past the deadline (`cause` tells); it was not sent | no |
 * | `FETCH_IDENTITY` | a path for brands and a signer that is none, or the reverse; nothing was sent | no |
 * | `FETCH_SERIAL_UNKNOWN` | a field encrypted with a key that the verifier does not have; nothing was sent | no |
 * | `FETCH_TARGET_CHANGED` | the URL parser would change the signed target; nothing was sent | no |
 *
 * Of `@wxdp/fetch/certificates` alone, about the download of platform certificates:
 *
 * | code | what happened |
 * | --- | --- |
 * | `FETCH_CERTIFICATES_NONE` | the merchant has none: it uses WeChat Pay's public key |
 * | `FETCH_CERTIFICATES_EXPIRED` | all that it had have expired |
 * | `FETCH_CERTIFICATES_INVALID` | a list that does not open, that lies, or of which no certificate can be used (`cause` tells) |
 */
export type FetchErrorCode =
  | 'FETCH_UNTRUSTED'
  | 'FETCH_NETWORK'
  | 'FETCH_TIMEOUT'
  | 'FETCH_BODY_TOO_LARGE'
  | 'FETCH_REDIRECTED'
  | 'FETCH_LIMITED'
  | 'FETCH_IDENTITY'
  | 'FETCH_SERIAL_UNKNOWN'
  | 'FETCH_TARGET_CHANGED'
  | 'FETCH_CERTIFICATES_NONE'
  | 'FETCH_CERTIFICATES_EXPIRED'
  | 'FETCH_CERTIFICATES_INVALID'

/** A call that brought no answer that can be trusted. */
export class FetchError extends Error {
  override readonly name = 'FetchError' as const
  /** Stable; see {@link FetchErrorCode}. */
  readonly code: FetchErrorCode
  /** The endpoint's name. */
  readonly endpoint: string
  /** HTTP status, if an answer came. */
  readonly status: number | undefined
  /** Every attempt of the call, the last one included. */
  readonly attempts: readonly AttemptRecord[]

  constructor(
    code: FetchErrorCode,
    message: string,
    options: ErrorOptions & {
      endpoint: string
      status?: number | undefined
      attempts?: readonly AttemptRecord[]
    },
  ) {
    super(`${options.endpoint}: ${message}`, options)
    this.code = code
    this.endpoint = options.endpoint
    this.status = options.status
    this.attempts = options.attempts ?? []
  }
}

/** Wrong use of our own API: thrown when an object is made, never at the first call. */
export function invalidOption(message: string): TypeError & { code: 'FETCH_OPTION_INVALID' } {
  return Object.assign(new TypeError(message), { code: 'FETCH_OPTION_INVALID' as const })
}
