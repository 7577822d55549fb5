/** What the sandbox answers, before it is signed. */
export interface Answer {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
  /** WeChat Pay signs its answers to requests that it could authenticate, and no others. */
  readonly signed: boolean
}

/** Thrown wherever a request falls short; the sandbox turns it into its answer in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(JSON.stringify(answer.body))
    this.answer = answer
  }
}

/** Where in the request the fault lies, as WeChat Pay says it. */
export interface FieldFault {
  /** JSON pointer for the body, a name elsewhere. */
  readonly field: string
  readonly value: unknown
  readonly issue: string
  readonly location: 'body' | 'url' | 'query' | 'header'
}

/** A success, signed. */
export function success(body: object): Answer {
  return { status: 200, body, signed: true }
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726} */
export function paramError(message: string, detail: FieldFault): Refusal {
  return refusal(400, 'PARAM_ERROR', message, detail)
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function invalidRequest(
  message: string,
  { signed = true, detail }: { signed?: boolean; detail?: FieldFault } = {},
): Refusal {
  return refusal(400, 'INVALID_REQUEST', message, detail, signed)
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012072670} */
export function signError(message: string, detail?: object): Refusal {
  return refusal(401, 'SIGN_ERROR', message, detail, false)
}

/**
 * A request number that was used for something else.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function alreadyExists(detail: FieldFault): Refusal {
  return refusal(400, 'ALREADY_EXISTS', '请求单号已存在，且请求参数不一致', detail)
}

/**
 * A brand that has not authorised the service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015788437}
 */
export function noAuth(): Refusal {
  return refusal(403, 'NO_AUTH', '当前品牌尚未授权该服务商')
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289} */
export function rateLimitExceeded(): Refusal {
  return refusal(429, 'RATELIMIT_EXCEEDED', '频率超限，请稍后使用原参数重试')
}

export function notFound(message = 'No such API.'): Refusal {
  return refusal(404, 'RESOURCE_NOT_EXISTS', message)
}

/**
 * Every platform certificate has expired.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 */
export function notEnough(): Refusal {
  return refusal(404, 'NOT_ENOUGH', '平台证书已过期')
}

function refusal(status: number, code: string, message: string, detail?: object, signed = true): Refusal {
  return new Refusal({ status, body: { code, message, ...(detail && { detail }) }, signed })
}
