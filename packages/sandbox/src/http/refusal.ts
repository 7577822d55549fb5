import { type CauseNumber, causes, statusOf } from './causes.ts'
import type { ResponseContent } from './responses.ts'
import type { WrongSignature } from './signature-check.ts'
import type { Language, Text } from './text.ts'

/** Where the fault lies in the request, as WeChat Pay describes it. */
export interface FieldFault {
  /** JSON pointer for the body, a name elsewhere. */
  readonly field: string
  readonly value: unknown
  readonly issue: Text
  readonly location: 'body' | 'url' | 'query' | 'header'
}

/** The detail of a wrong signature. */
export interface SignatureFault {
  readonly field: string
  readonly location: 'authorization'
  readonly issue: string
  readonly sign_information: object
}

interface RefusalContent {
  readonly status: number
  readonly code: string
  readonly message: Text
  readonly detail?: FieldFault | SignatureFault | undefined
  readonly cause?: CauseNumber | undefined
  /** What is wrong with the signature, if that is why. */
  readonly signature?: WrongSignature
  /** Default `true`. */
  readonly signed?: boolean
}

/** Thrown when a request is rejected; the sandbox turns it into a response in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly content: RefusalContent

  constructor(content: RefusalContent) {
    super(`${content.code}: ${content.message.en}`)
    this.content = content
  }

  /** The response in one language. */
  toResponse(language: Language): ResponseContent {
    const { status, code, message, detail, cause, signed = true } = this.content
    return {
      status,
      body: { code, message: message[language], ...detailIn(detail, language) },
      signed,
      cause,
    }
  }
}

function detailIn(detail: RefusalContent['detail'], language: Language): object {
  if (!detail) return {}
  const { issue, value, ...rest } = detail as FieldFault
  if (typeof issue === 'string') return { detail }
  return { detail: { ...rest, value: value ?? '', issue: issue[language] } }
}

/**
 * Refuses a request for one of the documented business causes.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 */
export function refuse(cause: CauseNumber, detail?: FieldFault): Refusal {
  const [code, zh, en] = causes[cause]
  return new Refusal({ status: statusOf[code], code, message: { zh, en }, detail, cause })
}

/** A header that every API needs is missing or wrong. Its number is not documented. */
export function paramError(message: Text, detail: FieldFault): Refusal {
  return new Refusal({ status: 400, code: 'PARAM_ERROR', message, detail })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function invalidRequest(message: Text, options: { readonly signed?: boolean } = {}): Refusal {
  return new Refusal({ status: 400, code: 'INVALID_REQUEST', message, ...options })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012072670} */
export function signError(signature: WrongSignature, detail?: SignatureFault): Refusal {
  const message = signature.diagnosis
  return new Refusal({ status: 401, code: 'SIGN_ERROR', message, detail, signature, signed: false })
}

/** The pages of delivery plans print no 429; those of coupons do. */
export function rateLimitExceeded(): Refusal {
  const message = {
    zh: '频率超限，请稍后使用原参数重试',
    en: 'Too many calls. Retry later with the same parameters.',
  }
  return new Refusal({ status: 429, code: 'RATELIMIT_EXCEEDED', message })
}

/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081709} */
export function systemError(): Refusal {
  const message = { zh: '系统异常，请稍后重试', en: 'System error. Retry later.' }
  return new Refusal({ status: 500, code: 'SYSTEM_ERROR', message })
}

/** There is no such endpoint, or no platform certificate. */
export function notFound(message: Text): Refusal {
  return new Refusal({ status: 404, code: 'RESOURCE_NOT_EXISTS', message })
}

/**
 * Every platform certificate has expired.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 */
export function certificatesExpired(): Refusal {
  const message = { zh: '平台证书已过期', en: 'All platform certificates have expired.' }
  return new Refusal({ status: 404, code: 'NOT_ENOUGH', message })
}
