// Which key is which: what travels between you and WeChat Pay, and which key each side uses for it.
import type { Said } from '../../languages.ts'

type Lines = { readonly en: readonly string[]; readonly zh: readonly string[] }

export interface KeyUse {
  /** What travels. */
  readonly what: Lines
  /** Whether it goes to WeChat Pay. */
  readonly out: boolean
  readonly yours: { readonly secret: boolean; readonly lines: Lines }
  readonly theirs: { readonly secret: boolean; readonly lines: Lines }
  /** The same as a sentence. */
  readonly sentence: Said
}

export const sides: { readonly yours: Said; readonly theirs: Said } = {
  yours: { en: 'Your server', zh: '您的服务器' },
  theirs: { en: 'WeChat Pay', zh: '微信支付' },
}

export const title: Said = { en: 'Which key is which', zh: '各密钥的用途' }
export const secret: Said = { en: '(secret)', zh: '（保密）' }

export const keyUses: readonly KeyUse[] = [
  {
    what: { en: ['request,', 'signed'], zh: ['请求，', '已签名'] },
    out: true,
    yours: {
      secret: true,
      lines: { en: ['Private key', 'of your', 'API certificate'], zh: ['商户 API', '证书私钥', '签名'] },
    },
    theirs: {
      secret: false,
      lines: { en: ['API certificate', 'found by its serial'], zh: ['商户 API 证书', '按序列号查找，验签'] },
    },
    sentence: {
      en: 'You sign each request with the private key of your API certificate. WeChat Pay finds the certificate by its serial, and verifies with it.',
      zh: '您用商户 API 证书私钥对请求签名；微信支付按证书序列号找到商户 API 证书并验签。',
    },
  },
  {
    what: { en: ['response or', 'callback,', 'signed'], zh: ['应答或回调，', '已签名'] },
    out: false,
    yours: {
      secret: false,
      lines: {
        en: ["WeChat Pay's", 'public key', '(or platform cert.)'],
        zh: ['微信支付公钥', '（或平台证书）', '验签'],
      },
    },
    theirs: {
      secret: true,
      lines: { en: ['Private key', 'of WeChat Pay'], zh: ['微信支付私钥', '签名'] },
    },
    sentence: {
      en: 'WeChat Pay signs responses and callbacks with its private key. You verify with its public key, or with its platform certificate, under the serial in Wechatpay-Serial.',
      zh: '微信支付用自己的私钥对应答和回调签名；您按 Wechatpay-Serial 选用微信支付公钥或平台证书验签。',
    },
  },
  {
    what: { en: ['content of', 'a callback,', 'sealed'], zh: ['回调内容，', '已加密'] },
    out: false,
    yours: { secret: true, lines: { en: ['APIv3 key', 'opens'], zh: ['APIv3 密钥', '解密'] } },
    theirs: {
      secret: true,
      lines: { en: ['APIv3 key', 'the same, seals'], zh: ['APIv3 密钥', '同一个，加密'] },
    },
    sentence: {
      en: 'WeChat Pay seals the content of callbacks with your APIv3 key. You open it with the same key.',
      zh: '微信支付用您的 APIv3 密钥加密回调内容；您用同一个密钥解密。',
    },
  },
  {
    what: { en: ['sensitive', 'fields,', 'encrypted'], zh: ['敏感字段，', '已加密'] },
    out: true,
    yours: {
      secret: false,
      lines: { en: ["WeChat Pay's", 'public key', 'encrypts'], zh: ['微信支付公钥', '加密'] },
    },
    theirs: {
      secret: true,
      lines: { en: ['Private key', 'of WeChat Pay', 'decrypts'], zh: ['微信支付私钥', '解密'] },
    },
    sentence: {
      en: "You encrypt sensitive fields with WeChat Pay's public key. Only WeChat Pay can decrypt them.",
      zh: '您用微信支付公钥加密敏感字段，只有微信支付能解密。',
    },
  },
]
