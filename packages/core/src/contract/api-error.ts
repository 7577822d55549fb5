import { type ApiCode, findApiCode, type KnownApiCode } from './api-codes.ts'
import type { AttemptRecord } from './attempt-record.ts'

/** What is known about the signature of an answer. */
export type Verification =
  /** A verifier has checked it. */
  | true
  /** It carries a signature, and that does not verify. */
  | false
  /** It carries none; so it is with answers to requests whose own signature was refused. */
  | 'unsigned'

/**
 * What WeChat Pay says it signed, where it did not accept a signature (`sign_information`).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export interface SignInformation {
  /** Method (请求方法). */
  readonly method?: string | undefined
  /** Path and query, as they arrived (请求 URL). */
  readonly url?: string | undefined
  /** Length of the whole message (签名串长度), in the platform's own count. */
  readonly sign_message_length?: number | undefined
  /** The beginning of the message (签名串开头部分). */
  readonly truncated_sign_message?: string | undefined
}

/** An error answer of WeChat Pay. `code` is the platform's own (`PARAM_ERROR`, `SIGN_ERROR`, …). */
export class ApiError extends Error {
  override readonly name = 'ApiError' as const
  /** The platform's code; `HTTP_502` and the like where the body names none. */
  readonly code: KnownApiCode | (string & {})
  /** The endpoint's name. */
  readonly endpoint: string
  /** HTTP status. */
  readonly status: number
  /** The platform's message as it came; Chinese unless the request asked for another language. */
  readonly reason: string
  /** The platform's detail: for `PARAM_ERROR` field, value, issue and location. May hold what you sent; escape it in HTML. */
  readonly detail: unknown
  /** What is known about the code: its meaning, whether to repeat, the remedy. */
  readonly known: ApiCode | undefined
  /** For `SIGN_ERROR`: what WeChat Pay says it signed; `explain` shows it beside what was sent. */
  readonly signInformation: SignInformation | undefined
  /** Name it to WeChat Pay's support. */
  readonly requestId: string | undefined
  /** Decide nothing about money or state on an answer that is not `true` here. */
  readonly verified: Verification
  /**
   * Every attempt of the call, the last one included; empty where no client made it. After more than one, an
   * earlier attempt may have been carried out: that of an `ALREADY_EXISTS`, say.
   */
  readonly attempts: readonly AttemptRecord[]

  constructor(details: ApiErrorDetails) {
    const id = details.requestId === undefined ? '' : `, Request-ID ${details.requestId}`
    super(`${details.endpoint}: ${details.code}: ${details.reason} (HTTP ${details.status}${id})`)
    this.code = details.code
    this.endpoint = details.endpoint
    this.status = details.status
    this.reason = details.reason
    this.detail = details.detail
    this.known = findApiCode(details.code, details.status)
    this.signInformation = signInformation(details.detail)
    this.requestId = details.requestId
    this.verified = details.verified
    this.attempts = details.attempts ?? []
  }
}

/** What an {@link ApiError} is made from; its other fields follow from these. */
export type ApiErrorDetails = Omit<ApiError, keyof Error | 'known' | 'signInformation' | 'attempts'> &
  Partial<Pick<ApiError, 'attempts'>>

function signInformation(detail: unknown): SignInformation | undefined {
  if (typeof detail !== 'object' || detail === null || !('sign_information' in detail)) return undefined
  const { sign_information: said } = detail
  return typeof said === 'object' && said !== null ? said : undefined
}
