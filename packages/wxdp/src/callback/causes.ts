import type { Language } from '../language/language.ts'

/** What a saved callback is, or why it was refused. */
export type Cause =
  | 'genuine'
  | 'probe'
  | 'api_v2'
  | 'api_error'
  | 'header_missing'
  | 'header_invalid'
  | 'timestamp_invalid'
  | 'stale'
  | 'serial_unknown'
  | 'own_serial'
  | 'own_key'
  | 'wrong_key'
  | 'sandbox_key'
  | 'signature_damaged'
  | 'body_empty'
  | 'body_truncated'
  | 'body_parsed'
  | 'body_changed'
  | 'envelope_invalid'
  | 'api_v3_key_invalid'
  | 'api_v3_key_wrong'
  | 'resource_invalid'

type Pair = readonly [meaning: string, remedy: string]

export interface CauseText extends Readonly<Record<Language, Pair>> {
  readonly page?: string
}

const verifying = 'https://pay.weixin.qq.com/doc/v3/partner/4013059017'
const keys = 'https://pay.weixin.qq.com/doc/v3/partner/4012925289'
const opening = 'https://pay.weixin.qq.com/doc/v3/partner/4012082320'

/** One row per cause. */
export const causeTexts: Readonly<Record<Cause, CauseText>> = {
  genuine: {
    en: ['The callback is genuine: the signature matches these bytes.', 'Nothing is to be done.'],
    zh: ['回调可信：签名与报文一致。', '无需处理。'],
  },
  probe: {
    en: [
      'It is a signature probe: WeChat Pay sends a wrong signature on purpose.',
      'Refuse it with a 4xx, as any wrong signature. Do not skip it and do not count it as an attack. The genuine message follows.',
    ],
    zh: [
      '这是签名探测流量：微信支付故意发送错误的签名。',
      '像其他验签失败一样返回 4xx，不要特殊放行，也不要当作攻击。真实的回调随后到达。',
    ],
    page: verifying,
  },
  api_v2: {
    en: [
      'The body is XML: a notification of APIv2, which is not signed this way.',
      'Set the callback URL through an APIv3 endpoint, and handle APIv2 notifications elsewhere.',
    ],
    zh: [
      '报文是 XML：这是 APIv2 的通知，签名方式不同。',
      '请通过 APIv3 接口设置回调地址，APIv2 通知另行处理。',
    ],
  },
  api_error: {
    en: [
      'It is an error response, not a notification. WeChat Pay does not sign it if the signature of the request was wrong.',
      'Look at the status and the code before you verify: a failed verification hides why the call was refused.',
    ],
    zh: [
      '这是错误应答，不是回调通知。请求签名有误时，微信支付的应答不带签名。',
      '请先判断状态码和错误码，再验签：否则验签失败会掩盖请求被拒绝的真正原因。',
    ],
    page: verifying,
  },
  header_missing: {
    en: [
      'A header of the signature is missing.',
      'If WeChat Pay sent the message, a proxy, gateway or CDN removed it, or it was saved without its headers. Let all Wechatpay-* headers through.',
    ],
    zh: [
      '缺少签名相关的请求头。',
      '如果消息确实来自微信支付，则请求头被代理、网关或 CDN 去掉了，或保存时没有带上。请放行所有 Wechatpay-* 请求头。',
    ],
    page: verifying,
  },
  header_invalid: {
    en: [
      'A header of the signature is repeated or damaged.',
      'Check the proxies before the service: each header must arrive once and unchanged.',
    ],
    zh: ['签名相关的请求头重复或损坏。', '请检查服务前的各级代理：每个请求头只能出现一次，且不能修改。'],
    page: verifying,
  },
  timestamp_invalid: {
    en: [
      'Wechatpay-Timestamp is not a whole number of seconds.',
      'Check what changed the header on the way.',
    ],
    zh: ['Wechatpay-Timestamp 不是整数秒。', '请检查途中是谁修改了该请求头。'],
    page: verifying,
  },
  stale: {
    en: [
      'It arrived more than five minutes from the time of its signature.',
      'Correct the clock of the server (NTP). If it is a saved callback that was sent again, sign it anew: a sandbox does.',
    ],
    zh: [
      '收到的时间与签名时间相差超过五分钟。',
      '请校准服务器时钟（NTP）。如果是重放已保存的回调，需要重新签名，例如使用沙箱。',
    ],
    page: verifying,
  },
  serial_unknown: {
    en: [
      'No configured key has the serial that Wechatpay-Serial names.',
      'Add the key that WeChat Pay signs with now. While moving from platform certificates to the public key, configure both.',
    ],
    zh: [
      '没有配置 Wechatpay-Serial 所指的密钥。',
      '请加上微信支付当前签名所用的密钥。从平台证书切换到微信支付公钥期间，两者都要配置。',
    ],
    page: keys,
  },
  own_serial: {
    en: [
      'PLATFORM_SERIAL is the serial of your own API certificate.',
      "Use the id of WeChat Pay's public key (PUB_KEY_ID_…) with pub_key.pem, or the serial of a platform certificate.",
    ],
    zh: [
      'PLATFORM_SERIAL 填成了商户自己的 API 证书序列号。',
      '请使用微信支付公钥 ID（PUB_KEY_ID_…）和 pub_key.pem，或平台证书的序列号。',
    ],
    page: keys,
  },
  own_key: {
    en: [
      "The key that is configured as WeChat Pay's is the merchant's own.",
      "Use WeChat Pay's pub_key.pem from the merchant platform (API security), or a platform certificate; not apiclient_cert.pem.",
    ],
    zh: [
      '配置的“微信支付公钥”其实是商户自己的密钥。',
      '请使用商户平台“API安全”中下载的微信支付公钥 pub_key.pem，或平台证书，而不是 apiclient_cert.pem。',
    ],
    page: keys,
  },
  wrong_key: {
    en: [
      'The signature was not made with the key that is configured under this serial.',
      'Check that PLATFORM_SERIAL and the key belong together and to this merchant. If they do, the message is forged.',
    ],
    zh: [
      '签名不是由该序列号所配置的密钥生成的。',
      '请确认 PLATFORM_SERIAL 与密钥成对且属于该商户。如果无误，则消息是伪造的。',
    ],
    page: keys,
  },
  sandbox_key: {
    en: [
      'It is a callback of a sandbox, and production refuses the keys of a sandbox.',
      "In production, configure WeChat Pay's own key. For tests, set WECHATPAY_SANDBOX=1, and createVerifier({ keys, sandbox: true }) in the receiver.",
    ],
    zh: [
      '这是沙箱发送的回调，生产环境不接受沙箱的密钥。',
      '生产环境请配置微信支付的密钥。测试时请设置 WECHATPAY_SANDBOX=1，并在接收方使用 createVerifier({ keys, sandbox: true })。',
    ],
  },
  signature_damaged: {
    en: [
      'Wechatpay-Signature is not a whole signature.',
      'Something changed the header: cut it off, or decoded it as a form, which turns + into a space.',
    ],
    zh: ['Wechatpay-Signature 不完整。', '请求头被修改：可能被截断，或按表单解码导致 + 变成空格。'],
    page: verifying,
  },
  body_empty: {
    en: [
      'The body is empty, and a body was signed.',
      'Something read the body before it was saved. Read the raw body once, before any parser.',
    ],
    zh: ['报文为空，但签名针对非空报文。', '保存之前报文已被读取。请在任何解析器之前读取一次原始报文。'],
    page: verifying,
  },
  body_truncated: {
    en: [
      'The body is shorter than Content-Length says.',
      'Read the body to its end, and raise the limit of whatever cuts it off.',
    ],
    zh: ['报文长度小于 Content-Length。', '请完整读取报文，并放宽造成截断的长度限制。'],
    page: verifying,
  },
  body_parsed: {
    en: [
      'The body was parsed before it was saved, so the signed bytes are lost.',
      'Verify the raw bytes: express.raw(), request.arrayBuffer(), php://input, @RequestBody String; not a parsed object.',
    ],
    zh: [
      '报文在保存前已被解析，签名所针对的原始字节已丢失。',
      '请对原始字节验签：express.raw()、request.arrayBuffer()、php://input、@RequestBody String，不要用解析后的对象。',
    ],
    page: verifying,
  },
  body_changed: {
    en: [
      'The key is right, but the body is not the one that was signed.',
      'Verify the raw bytes before anything parses, decodes or reformats them.',
    ],
    zh: ['密钥正确，但报文与签名时不同。', '请在解析、解码或格式化之前，对原始字节验签。'],
    page: verifying,
  },
  envelope_invalid: {
    en: [
      'The signature is right, but the body is not a notification.',
      'It may be a response to a call, which is not sealed. Check which message was saved.',
    ],
    zh: ['签名正确，但报文不是回调通知。', '可能是接口应答（不加密）。请检查保存的是哪条消息。'],
  },
  api_v3_key_invalid: {
    en: [
      'The callback is genuine, but API_V3_KEY is not an APIv3 key.',
      'It is exactly 32 bytes. Copy it again, and do not use the APIv2 key.',
    ],
    zh: ['回调可信，但 API_V3_KEY 不是 APIv3 密钥。', '它应为 32 字节。请重新复制，并与 APIv2 密钥区分。'],
    page: opening,
  },
  api_v3_key_wrong: {
    en: [
      'The callback is genuine, but API_V3_KEY does not open its resource.',
      'Use the APIv3 key of this merchant or brand (品牌API密钥); after a change of the key, the new one.',
    ],
    zh: [
      '回调可信，但 API_V3_KEY 无法解密其内容。',
      '请使用该商户的 APIv3 密钥或该品牌的品牌API密钥；更换密钥后使用新密钥。',
    ],
    page: opening,
  },
  resource_invalid: {
    en: [
      'The callback is genuine and opens, but its content is not as documented.',
      'Handle it by its event_type; wxdp callback open prints what is inside.',
    ],
    zh: ['回调可信且可解密，但内容与文档不符。', '请按 event_type 处理；wxdp callback open 可显示内容。'],
  },
}
