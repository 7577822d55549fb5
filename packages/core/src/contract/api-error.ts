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

  constructor(
    answer: Omit<ApiError, keyof Error | 'known' | 'signInformation' | 'attempts'> &
      Partial<Pick<ApiError, 'attempts'>>,
  ) {
    const id = answer.requestId === undefined ? '' : `, Request-ID ${answer.requestId}`
    super(`${answer.endpoint}: ${answer.code}: ${answer.reason} (HTTP ${answer.status}${id})`)
    this.code = answer.code
    this.endpoint = answer.endpoint
    this.status = answer.status
    this.reason = answer.reason
    this.detail = answer.detail
    this.known = findApiCode(answer.code, answer.status)
    this.signInformation = signInformation(answer.detail)
    this.requestId = answer.requestId
    this.verified = answer.verified
    this.attempts = answer.attempts ?? []
  }
}

function signInformation(detail: unknown): SignInformation | undefined {
  if (typeof detail !== 'object' || detail === null || !('sign_information' in detail)) return undefined
  const { sign_information: said } = detail
  return typeof said === 'object' && said !== null ? said : undefined
}
