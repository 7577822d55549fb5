import type { AttemptRecord } from '@wxdp/core'

/**
 * Why a call has no response that can be trusted. Switch on these codes; messages are prose and may change.
 *
 * The last column is about the last attempt. If `attempts` has several, an earlier one may have been carried out.
 *
 * | code | what happened | carried out? |
 * | --- | --- | --- |
 * | `FETCH_UNTRUSTED` | a 2xx response that is unsigned, stale or wrongly signed; see `cause` | unknown |
 * | `FETCH_NETWORK` | no connection, or a broken one; see `cause` | unknown |
 * | `FETCH_TIMEOUT` | no whole response within `timeout`, or before `deadline` | unknown |
 * | `FETCH_BODY_TOO_LARGE` | the response is larger than `maxBytes` | unknown |
 * | `FETCH_REDIRECTED` | a redirect; WeChat Pay sends none, so a proxy did | no |
 * | `FETCH_LIMITED` | the limiter rejected, or did not resolve before `deadline`; see `cause`; this attempt was not sent | no |
 * | `FETCH_IDENTITY` | the endpoint is for brands and the signer is not, or the reverse; nothing was sent | no |
 * | `FETCH_SERIAL_UNKNOWN` | a field is encrypted with a key that the verifier does not have; nothing was sent | no |
 * | `FETCH_TARGET_CHANGED` | a URL parser changes the signed path; nothing was sent | no |
 *
 * Only from `@wxdp/fetch/certificates`, about the download of platform certificates:
 *
 * | code | what happened |
 * | --- | --- |
 * | `FETCH_CERTIFICATES_NONE` | the merchant has no certificates: it uses WeChat Pay's public key |
 * | `FETCH_CERTIFICATES_EXPIRED` | all certificates of the merchant have expired |
 * | `FETCH_CERTIFICATES_INVALID` | the list does not open, contradicts itself, or has no usable certificate; see `cause` |
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

/** A call without a response that can be trusted. */
export class FetchError extends Error {
  override readonly name = 'FetchError' as const
  /** Stable; see {@link FetchErrorCode}. */
  readonly code: FetchErrorCode
  /** Name of the endpoint. */
  readonly endpoint: string
  /** HTTP status. Absent if no response arrived. */
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
    // A message may contain that of its cause, which has a link of its own.
    const own = message.replace(new RegExp(`${ERROR_LINK}\\w+`, 'g'), '')
    super(`${options.endpoint}: ${own}${ERROR_LINK}${code.toLowerCase()}`, options)
    this.code = code
    this.endpoint = options.endpoint
    this.status = options.status
    this.attempts = options.attempts ?? []
  }
}

/** Reports wrong use of our own API: when an object is made, or when a call has a wrong option. */
export function invalidOption(message: string): TypeError & { code: 'FETCH_OPTION_INVALID' } {
  const code = 'FETCH_OPTION_INVALID'
  return Object.assign(new TypeError(message + ERROR_LINK + code.toLowerCase()), { code } as const)
}
