import type { CoreErrorCode } from '../errors.ts'
import type { CodeText } from './text.ts'

/** The codes of `@wxdp/core`. One row per code. */
export const coreTexts: Readonly<Record<CoreErrorCode | 'CORE_OPTION_INVALID', CodeText>> = {
  CORE_INPUT_INVALID: {
    en: ['The input breaks the rules of the endpoint. Nothing was sent.', 'Correct these fields:'],
    zh: ['入参不符合接口规则，请求没有发出。', '请修改以下字段：'],
  },
  CORE_RESPONSE_UNVERIFIED: {
    en: [
      'A successful response was read before its signature was verified.',
      'Verify it with createVerifier of @wxdp/auth first, or call the endpoint with createClient of @wxdp/fetch.',
    ],
    zh: [
      '成功应答在验签之前被读取。',
      '请先用 @wxdp/auth 的 createVerifier 验签，或改用 @wxdp/fetch 的 createClient 发起调用。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  CORE_RESPONSE_INVALID: {
    en: [
      'The verified response does not match the documentation. The call was probably carried out.',
      'Check the result with a query. Report the response: the documentation may have changed.',
    ],
    zh: [
      '应答已通过验签，但内容与文档不符；请求很可能已经执行。',
      '请通过查询接口确认结果，并反馈该应答：文档可能已有变化。',
    ],
  },
  CORE_ENVELOPE_INVALID: {
    en: [
      'The verified callback body is not a notification envelope.',
      'Check that the URL receives callbacks of APIv3 only.',
    ],
    zh: ['回调已通过验签，但报文不是通知格式。', '请确认该地址只接收 APIv3 的回调通知。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012082570',
  },
  CORE_RESOURCE_INVALID: {
    en: [
      'The decrypted resource does not match the definition of its notification.',
      'Compare the definition (defineNotification) with the documentation of this notification.',
    ],
    zh: ['解密后的通知内容与通知定义不符。', '请对照该通知的文档检查定义（defineNotification）。'],
  },
  CORE_OPTION_INVALID: {
    en: ['An endpoint or a schema is defined in a wrong way.', 'Correct the definition as the message says.'],
    zh: ['接口或 schema 的定义有误。', '请按原始信息修改定义。'],
  },
}
