/** What the sandbox responds, before it is serialised and signed. */
export interface ResponseContent {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
  /** WeChat Pay signs responses to requests that it could authenticate, and no others. */
  readonly signed: boolean
}

/** Thrown when a request is rejected; the sandbox turns it into a response in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly response: ResponseContent

  constructor(response: ResponseContent) {
    super(JSON.stringify(response.body))
    this.response = response
  }
}

/** Where the fault lies in the request, as WeChat Pay describes it. */
export interface FieldFault {
  /** JSON pointer for the body, a name elsewhere. */
  readonly field: string
  readonly value: unknown
  readonly issue: string
  readonly location: 'body' | 'url' | 'query' | 'header'
}

/** A signed 200. */
export function success(body: object): ResponseContent {
  return { status: 200, body, signed: true }
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726} */
export function paramError(message: string, detail: FieldFault): Refusal {
  return refusal('PARAM_ERROR', { status: 400, message, detail })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function invalidRequest(
  message: string,
  options: { readonly detail?: FieldFault; readonly signed?: boolean } = {},
): Refusal {
  return refusal('INVALID_REQUEST', { status: 400, message, ...options })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012072670} */
export function signError(message: string, detail?: object): Refusal {
  return refusal('SIGN_ERROR', { status: 401, message, detail, signed: false })
}

/**
 * The request number was used for another request.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function alreadyExists(detail: FieldFault): Refusal {
  return refusal('ALREADY_EXISTS', { status: 400, message: '请求单号已存在，且请求参数不一致', detail })
}

/**
 * The brand has not authorised the service provider.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015788437}
 */
export function noAuth(): Refusal {
  return refusal('NO_AUTH', { status: 403, message: '当前品牌尚未授权该服务商' })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289} */
export function rateLimitExceeded(): Refusal {
  return refusal('RATELIMIT_EXCEEDED', { status: 429, message: '频率超限，请稍后使用原参数重试' })
}

/** There is no such endpoint, plan or certificate. */
export function notFound(message = 'No such API.'): Refusal {
  return refusal('RESOURCE_NOT_EXISTS', { status: 404, message })
}

/**
 * Every platform certificate has expired.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 */
export function certificatesExpired(): Refusal {
  return refusal('NOT_ENOUGH', { status: 404, message: '平台证书已过期' })
}

interface RefusalOptions {
  readonly status: number
  readonly message: string
  readonly detail?: object | undefined
  /** Default `true`. */
  readonly signed?: boolean
}

function refusal(code: string, { status, message, detail, signed = true }: RefusalOptions): Refusal {
  return new Refusal({ status, body: { code, message, ...(detail && { detail }) }, signed })
}
