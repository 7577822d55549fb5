import { visible } from '../errors.ts'
import { adviceFor, type KnownApiCode, type RetryAdvice } from './api-codes.ts'

/** What is known about the signature of a response. */
export type ResponseVerification =
  /** Verified. */
  | true
  /** The response is signed, and the signature does not verify. */
  | false
  /** Unsigned. WeChat Pay does not sign its response to a request whose signature it rejected. */
  | 'unsigned'

/** One attempt of a call, as the client recorded it. Holds no secret. */
export interface AttemptRecord {
  /** Origin of the request, such as `https://api.mch.weixin.qq.com`. */
  readonly host: string
  /** HTTP status. Absent when no response came. */
  readonly status?: number | undefined
  /** Code of the error that ended the attempt. `ABORTED` when the caller aborted it; absent when it succeeded. */
  readonly code?: string | undefined
  /** First code among the causes of that error: `AUTH_SIGNATURE_PROBE`, `ECONNREFUSED`, … */
  readonly causeCode?: string | undefined
  /** Milliseconds from signing to the end of the response. */
  readonly durationMs: number
  /** `Request-ID` of the response. WeChat Pay's support asks for it. */
  readonly requestId?: string | undefined
}

/**
 * What WeChat Pay signed itself when it rejected a signature (`sign_information`), as the response has it. The response
 * is unsigned, so check the types before you use the values.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export interface SignInformation {
  /** Method (请求方法): a string. */
  readonly method?: unknown
  /** Path and query as received (请求 URL): a string. */
  readonly url?: unknown
  /** Length of the whole message (签名串长度), as WeChat Pay counts it: a number. */
  readonly sign_message_length?: unknown
  /** Beginning of the message (签名串开头部分): a string. */
  readonly truncated_sign_message?: unknown
}

/**
 * An error response. `code` is WeChat Pay's own: `PARAM_ERROR`, `SIGN_ERROR`, …
 *
 * Unless `verified` is `true`, a proxy may have sent it. The message shows control characters escaped.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError' as const
  /**
   * Code in the body; `HTTP_502` and the like when the body has none. It is never a code of these packages: what does
   * not have the form of WeChat Pay's codes stands at the beginning of `reason`.
   */
  readonly code: KnownApiCode | (string & {})
  /** Name of the endpoint. */
  readonly endpoint: string
  /** HTTP status. */
  readonly status: number
  /** WeChat Pay's message, unchanged. Chinese unless the request asks for another language. */
  readonly reason: string
  /**
   * WeChat Pay's detail, unchanged. For `PARAM_ERROR` it holds field, value, issue and location. It may hold what you
   * sent: escape it in HTML.
   */
  readonly detail: unknown
  /** Whether to retry, by the status. `undefined` when that is not documented; `explain` gives the reasons. */
  readonly retryAdvice: RetryAdvice | undefined
  /** For `SIGN_ERROR`, what WeChat Pay signed itself. `explain` compares it with what was sent. */
  readonly signInformation: SignInformation | undefined
  /** `Request-ID` of the response. WeChat Pay's support asks for it. */
  readonly requestId: string | undefined
  /**
   * Number of the business cause, such as `268582920`: the nine digits after the last hyphen of `requestId`. `explain`
   * and `findErrorNumber` say what it means.
   *
   * That it stands there is documented for coupons and inferred for plans. The header is not signed: do not base
   * decisions about money or state on it.
   */
  readonly errorNumber: number | undefined
  /** Unless this is `true`, do not base decisions about money or state on the error. */
  readonly verified: ResponseVerification
  /**
   * Every attempt of the call, the last one included. Empty when no client made the call. If there are several, an
   * earlier attempt may have been carried out: for `ALREADY_EXISTS`, for example, it probably was.
   */
  readonly attempts: readonly AttemptRecord[]

  constructor(details: ApiErrorDetails) {
    const { code, endpoint, status, reason, detail, requestId, verified, attempts = [] } = details
    const id = requestId === undefined ? '' : `, Request-ID ${requestId}`
    const proof = verified === true ? '' : verified ? "; unsigned, perhaps a proxy's" : '; badly signed'
    const said = `${endpoint}: ${code}: ${reason.slice(0, 500)} (HTTP ${status}${id}${proof})`
    super(visible(said + ERROR_LINK + code.toLowerCase()))
    this.code = code
    this.endpoint = endpoint
    this.status = status
    this.reason = reason
    this.detail = detail
    this.retryAdvice = adviceFor(status)
    this.signInformation = signInformation(detail)
    this.requestId = requestId
    this.errorNumber = Number(/-(\d{9})$/.exec(id)?.[1]) || undefined
    this.verified = verified
    this.attempts = attempts
  }
}

/** What an {@link ApiError} is made from. Its other fields follow from these. */
export type ApiErrorDetails = Omit<
  ApiError,
  keyof Error | 'retryAdvice' | 'signInformation' | 'errorNumber' | 'attempts'
> &
  Partial<Pick<ApiError, 'attempts'>>

function signInformation(detail: unknown): SignInformation | undefined {
  const { sign_information: signed }: { sign_information?: unknown } = Object(detail)
  return typeof signed === 'object' && signed !== null ? signed : undefined
}
