import type { RetryAdvice } from '../contract/api-codes.ts'
import type { Language } from './text.ts'

type Phrase = Readonly<Record<Language, string>>

type Name =
  | 'space'
  | 'message'
  | 'responded'
  | 'unsigned'
  | 'badlySigned'
  | 'unknown'
  | 'unverified'
  | 'signed'
  | 'sent'
  | 'same'

/** What `explain` says besides the texts of codes and rules. */
export const phrases: Readonly<Record<Name, Phrase>> = {
  /** Between two sentences. */
  space: { en: ' ', zh: '' },
  message: { en: 'Message: ', zh: '原始信息：' },
  responded: { en: 'WeChat Pay responded with', zh: '微信支付应答' },
  unsigned: { en: "unsigned response, perhaps a proxy's:", zh: '应答未签名，可能来自代理：' },
  badlySigned: { en: 'response with an invalid signature:', zh: '应答的签名无效：' },
  unknown: { en: 'No page explains this code.', zh: '文档中没有这个错误码的说明。' },
  unverified: {
    en: 'The signature of this response is not verified: do not base a decision on it.',
    zh: '该应答未通过验签，请勿据此做任何业务判断。',
  },
  signed: { en: 'WeChat Pay signed', zh: '微信支付验签所用' },
  sent: { en: 'was sent', zh: '实际发送' },
  same: {
    en: 'Method and URL are the same on both sides: check the key and the serial, and that the body is serialised only once.',
    zh: '请求方法和 URL 两边一致：请检查私钥、证书序列号，以及请求体是否被序列化了两次。',
  },
}

export const retryPhrases: Readonly<Record<RetryAdvice, Phrase>> = {
  no: { en: 'Do not retry it unchanged.', zh: '请勿原样重试。' },
  same: {
    en: 'Retry it with the same request number and the same bytes.',
    zh: '请使用相同的请求单号和完全相同的报文重试。',
  },
  later: { en: 'Retry it later, unchanged.', zh: '请稍后原样重试。' },
}
