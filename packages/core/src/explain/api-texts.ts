import type { KnownApiCode } from '../contract/api-codes.ts'
import type { CodeText } from './text.ts'

const rateLimited: CodeText = {
  en: [
    'Too many calls.',
    'Call less often: all brands of a service provider share its limits. Then retry unchanged.',
  ],
  zh: ['调用过于频繁。', '请降低调用频率（服务商下所有品牌共用额度），稍后原样重试。'],
}

/** The error codes of WeChat Pay. One row per code. */
export const apiTexts: Readonly<Record<KnownApiCode, CodeText>> = {
  PARAM_ERROR: {
    en: ['A parameter is wrong.', 'Correct the field that detail names.'],
    zh: ['参数错误。', '请按 detail 指出的字段修改。'],
  },
  INVALID_REQUEST: {
    en: ['The request breaks a rule of APIv3 or of the business.', 'Correct it as message and detail say.'],
    zh: ['请求不符合 APIv3 规则或业务规则。', '请根据 message 和 detail 修改。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012081709',
  },
  ALREADY_EXISTS: {
    en: [
      'out_request_no was used before, with other data.',
      'Check whether the first call succeeded. A new request needs a new number.',
    ],
    zh: ['out_request_no 已被使用，且数据不同。', '请先确认首次请求是否成功；新的请求要使用新的单号。'],
  },
  SIGN_ERROR: {
    en: [
      'WeChat Pay rejected the signature of the request.',
      'Use the private key, serial and mchid that belong together, and a clock that is right to within 5 minutes.',
    ],
    zh: ['请求签名未通过验证。', '私钥、证书序列号、商户号必须成套，本机时钟误差不得超过 5 分钟。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012365870',
  },
  NO_AUTH: {
    en: [
      'The permission is missing.',
      'The service provider needs brand management (品牌经营管理) and the authorisation of this brand.',
    ],
    zh: ['没有权限。', '服务商需要开通“品牌经营管理”权限，并获得该品牌的授权。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4015788437',
  },
  NOT_ENOUGH: {
    en: [
      'The coupon cannot be used now.',
      'Get it: it may wait for its confirmation, its hours or its interval, or be used, expired or deleted.',
    ],
    zh: [
      '用户商品券当前无法使用。',
      '请查询该券：可能尚未确认、不在可用时段或间隔期内，或已核销、过期、删除。',
    ],
  },
  USER_ERROR: {
    en: [
      'The user may not have the coupon.',
      'Check the limit per user, and whether it is for members only.',
    ],
    zh: ['该用户不能领取。', '请检查每人领取上限，以及是否仅限会员领取。'],
  },
  RESOURCE_NOT_EXISTS: {
    en: ['The resource does not exist.', 'Check the ids, and that they belong to this brand.'],
    zh: ['查询的资源不存在。', '请检查各项 ID，以及它们是否属于该品牌。'],
  },
  NOT_FOUND: {
    en: [
      'The coupon, the batch or the user coupon does not exist.',
      'Check the ids. A coupon belongs to the service provider that created it: another one does not find it.',
    ],
    zh: ['商品券、批次或用户商品券不存在。', '请检查各项 ID；商品券归创建它的服务商所有，其他服务商查不到。'],
  },
  ABORTED: {
    en: ['The object is being changed by another call.', 'Retry later, unchanged.'],
    zh: ['该对象正在被另一次请求修改。', '请稍后原样重试。'],
  },
  RATELIMIT_EXCEEDED: rateLimited,
  FREQUENCY_LIMITED: rateLimited,
  FREQUENCY_LIMIT_EXCEED: rateLimited,
  RATE_LIMITED: rateLimited,
  SYSTEM_ERROR: {
    en: [
      'An error inside WeChat Pay. Whether the call was carried out is unknown.',
      'Retry later with the same out_request_no and the same fields.',
    ],
    zh: ['微信支付系统异常，请求是否已执行未知。', '请稍后用相同的 out_request_no 和完全相同的字段重试。'],
  },
  SERVICE_UNAVAILABLE: {
    en: ['WeChat Pay is overloaded. The call was not carried out.', 'Retry later, unchanged.'],
    zh: ['微信支付系统繁忙，请求没有执行。', '请稍后原样重试。'],
  },
}
