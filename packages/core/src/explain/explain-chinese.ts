import { type ApiCode, apiCodes, type KnownApiCode } from '../contract/api-codes.ts'

const texts: Readonly<Record<string, readonly [meaning: string, remedy: string]>> = {
  PARAM_ERROR: ['参数错误。', '请按 detail 指出的字段修改。'],
  INVALID_REQUEST: [
    '请求不符合 APIv3 规则或业务规则。',
    '请根据 message 和 detail 修改，规则见文档 4012081709。',
  ],
  ALREADY_EXISTS: [
    'out_request_no 已被使用，且数据不同。',
    '请先确认首次请求是否成功；新的请求要使用新的单号。',
  ],
  SIGN_ERROR: [
    '请求签名未通过验证。',
    '私钥、证书序列号、商户号必须成套，本机时钟误差不得超过 5 分钟，见文档 4012365870。',
  ],
  NO_AUTH: ['没有权限。', '服务商需要开通“品牌经营管理”权限，并获得该品牌的授权。'],
  RESOURCE_NOT_EXISTS: ['查询的资源不存在。', '请检查各项 ID，以及它们是否属于该品牌。'],
  RATELIMIT_EXCEEDED: ['调用过于频繁。', '请降低频率（服务商下所有品牌共用额度），稍后原样重试。'],
  SYSTEM_ERROR: [
    '微信支付系统异常，请求是否已执行未知。',
    '请稍后用相同的 out_request_no 和完全相同的字段重试。',
  ],
  SERVICE_UNAVAILABLE: ['微信支付系统繁忙，请求没有执行。', '请稍后原样重试。'],
}

/** Meaning and remedy in Chinese. By entry, since codes that mean the same share one. */
export function inChinese(known: ApiCode): readonly [meaning: string, remedy: string] | undefined {
  return Object.entries(texts).find(([code]) => apiCodes[code as KnownApiCode] === known)?.[1]
}
