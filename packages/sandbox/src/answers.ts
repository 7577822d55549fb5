/** What the sandbox answers, before it is signed. */
export interface Answer {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
  /** WeChat Pay signs its answers to requests that it could authenticate, and no others. */
  readonly signed: boolean
}

/** Where in the request the fault lies, as WeChat Pay says it. */
export interface FieldFault {
  /** JSON pointer for the body, a name elsewhere. */
  readonly field: string
  readonly value: unknown
  readonly issue: string
  readonly location: 'body' | 'url' | 'query' | 'header'
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726} */
export function paramError(message: string, detail: FieldFault): Answer {
  return { status: 400, body: { code: 'PARAM_ERROR', message, detail }, signed: true }
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function invalidRequest(message: string): Answer {
  return { status: 400, body: { code: 'INVALID_REQUEST', message }, signed: true }
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012072670} */
export function signError(message: string, detail?: object): Answer {
  return { status: 401, body: { code: 'SIGN_ERROR', message, ...(detail && { detail }) }, signed: false }
}

export function notFound(): Answer {
  return { status: 404, body: { code: 'RESOURCE_NOT_EXISTS', message: 'No such API.' }, signed: true }
}
