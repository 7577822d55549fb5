// What is on the wire but is neither input nor output of the package: for the document only.
import * as v from 'valibot'
import type { SignInformation } from '../src/contract/api-error.ts'

/** Details of a `PARAM_ERROR`, an `INVALID_REQUEST` or a `SIGN_ERROR` (错误详情). */
export interface ErrorDetail {
  /** Field (错误字段): a JSON pointer into the body, or the name of a path or query field. */
  readonly field?: string | undefined
  /** Value that was sent (字段的值). Escape it in HTML. */
  readonly value?: unknown
  /** What is wrong with it (错误原因). */
  readonly issue?: unknown
  /** Place of the field (字段位置): `body`, `url` or `query`; `authorization` for a signature. */
  readonly location?: string | undefined
  /** For `SIGN_ERROR`: what WeChat Pay signed itself (签名信息), to compare with what was sent. */
  readonly sign_information?: SignInformation | undefined
}

/**
 * An error response (错误应答). It may be unsigned, so do not base decisions about money or state on it.
 *
 * @example
 * const error: ErrorResponse = {
 *   code: 'PARAM_ERROR',
 *   message: '参数错误',
 *   detail: { field: '/notify_url', value: 'pay.example.com', issue: 'not a URL', location: 'body' },
 * }
 */
export interface ErrorResponse {
  /** Code (错误码). The responses in this document list the known codes; others may come. */
  readonly code: string
  /** Message for people (错误描述), in the language of `Accept-Language`. Default: Chinese. */
  readonly message: string
  /** Details (错误详情), for some codes. */
  readonly detail?: ErrorDetail | undefined
}

/**
 * Refuses a callback (回调失败应答). WeChat Pay sends it again later.
 *
 * @example
 * const refusal: CallbackRefusal = { code: 'FAIL', message: '验签失败' }
 */
export interface CallbackRefusal {
  /** `FAIL` (返回状态码). Required. */
  readonly code: 'FAIL'
  /** Reason (返回信息), at most 256 characters. Required. */
  readonly message: string
}

const text = v.string()
const detail: v.GenericSchema<unknown, ErrorDetail> = v.looseObject({
  field: v.optional(text),
  value: v.optional(v.unknown()),
  issue: v.optional(v.unknown()),
  location: v.optional(text),
  sign_information: v.optional(
    v.looseObject({
      method: v.optional(text),
      url: v.optional(text),
      sign_message_length: v.optional(v.number()),
      truncated_sign_message: v.optional(text),
    }),
  ),
})

export const errorResponse: v.GenericSchema<unknown, ErrorResponse> = v.looseObject({
  code: text,
  message: text,
  detail: v.optional(detail),
})

export const callbackRefusal: v.GenericSchema<unknown, CallbackRefusal> = v.strictObject({
  code: v.literal('FAIL'),
  message: v.pipe(text, v.maxLength(256)),
})
