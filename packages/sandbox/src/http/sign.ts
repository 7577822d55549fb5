import type { AuthorizationScheme, PrivateKey } from '@wxdp/auth'
import { type SignatureHeaders, signMessage } from '@wxdp/auth/platform'
import type { ResponseContent, SentResponse } from './responses.ts'
import type { Language } from './text.ts'

/** A key that signs responses and callbacks. */
export interface SigningKey {
  readonly scheme: AuthorizationScheme
  readonly serialNo: string
  readonly privateKey: PrivateKey
}

export interface SigningTime {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly nonce: string
}

export function signBytes(
  body: Uint8Array,
  key: SigningKey,
  { now, nonce }: SigningTime,
): Promise<SignatureHeaders> {
  const { scheme, serialNo, privateKey } = key
  return signMessage({ body, scheme, serialNo, privateKey, timestamp: Math.floor(now / 1000), nonce })
}

export interface ResponseOptions extends SigningTime {
  readonly key: SigningKey
  readonly language: Language
  /** 16 characters. */
  readonly requestId: string
}

/** Serialises a response, and signs it if it is to be signed. */
export async function signResponse(
  content: ResponseContent,
  options: ResponseOptions,
): Promise<SentResponse> {
  const { status, body, signed, cause = 0 } = content
  const bytes = new TextEncoder().encode(body ? JSON.stringify(body) : '')
  return {
    status,
    headers: {
      ...(bytes.length > 0 && { 'Content-Type': 'application/json; charset=utf-8' }),
      'Content-Language': options.language === 'en' ? 'en' : 'zh-CN',
      'Request-ID': `${options.requestId}-${cause}`,
      ...(signed && (await signBytes(bytes, options.key, options))),
    },
    body: bytes,
  }
}

/** 签名探测流量, a signature that is wrong on purpose: marked in front, as long as a genuine signature, and valid Base64. */
export function probeSignature(signature: string): string {
  const mark = 'WECHATPAY/SIGNTEST/'
  return mark + signature.slice(mark.length)
}
