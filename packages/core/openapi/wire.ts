// What goes over the wire and no function of the package takes or returns; the document describes it.
import * as v from 'valibot'
import type { SignInformation } from '../src/contract/api-error.ts'

/** Where a `PARAM_ERROR`, an `INVALID_REQUEST` or a `SIGN_ERROR` lies (错误详情). */
export interface ErrorDetail {
  /** Which field (错误字段): a JSON pointer into the body, or the name of a path or query field. */
  readonly field?: string | undefined
  /** What was sent (字段的值). Escape it in HTML. */
  readonly value?: unknown
  /** What is wrong with it (错误原因). */
  readonly issue?: unknown
  /** Where the field stands (字段位置): `body`, `url` or `query`; `authorization` for a signature. */
  readonly location?: string | undefined
  /** For `SIGN_ERROR`: what WeChat Pay signed (签名信息), to hold against what was sent. */
  readonly sign_information?: SignInformation | undefined
}

/**
 * An error answer (错误应答). It may carry no signature, so decide nothing about money or state on it.
 *
 * @example
 * const refused: ErrorAnswer = {
 *   code: 'PARAM_ERROR',
 *   message: '参数错误',
 *   detail: { field: '/notify_url', value: 'pay.example.com', issue: 'not a URL', location: 'body' },
 * }
 */
export interface ErrorAnswer {
  /** Code (错误码); the answers of this document list those that are known, others may come. */
  readonly code: string
  /** For people (错误描述), in the language that `Accept-Language` asks for; Chinese where it is left out. */
  readonly message: string
  /** Where the fault lies (错误详情), for some codes. */
  readonly detail?: ErrorDetail | undefined
}

/**
 * What refuses a callback (回调失败应答). WeChat Pay sends it again later.
 *
 * @example
 * const refusal: CallbackRefusal = { code: 'FAIL', message: '验签失败' }
 */
export interface CallbackRefusal {
  /** `FAIL` (返回状态码). Required. */
  readonly code: 'FAIL'
  /** Why (返回信息), at most 256 characters. Required. */
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

export const errorAnswer: v.GenericSchema<unknown, ErrorAnswer> = v.looseObject({
  code: text,
  message: text,
  detail: v.optional(detail),
})

export const callbackRefusal: v.GenericSchema<unknown, CallbackRefusal> = v.strictObject({
  code: v.literal('FAIL'),
  message: v.pipe(text, v.maxLength(256)),
})
