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

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726} */
export function paramError(message: string, detail: FieldFault): Refusal {
  return new Refusal({ status: 400, body: { code: 'PARAM_ERROR', message, detail }, signed: true })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function invalidRequest(message: string, { signed = true }: { signed?: boolean } = {}): Refusal {
  return new Refusal({ status: 400, body: { code: 'INVALID_REQUEST', message }, signed })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012072670} */
export function signError(message: string, detail?: object): Refusal {
  const body = { code: 'SIGN_ERROR', message, ...(detail && { detail }) }
  return new Refusal({ status: 401, body, signed: false })
}

export function notFound(): Refusal {
  const body = { code: 'RESOURCE_NOT_EXISTS', message: 'No such API.' }
  return new Refusal({ status: 404, body, signed: true })
}
