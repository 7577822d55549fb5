/** What each fault does, in both languages. */
export const faultTexts = {
  fault_timeout: ['no response', '没有应答'],
  fault_reset: ['the connection is reset', '连接被重置'],
  fault_slowBody: ['one byte of the body a second', '应答体每秒一个字节'],
  fault_truncatedBody: ['half of the body', '应答体只有一半'],
  fault_429: ['RATELIMIT_EXCEEDED', '频率超限'],
  fault_500: ['SYSTEM_ERROR', '系统异常'],
  fault_502: ['HTML page of a gateway', '网关的 HTML 页面'],
  fault_html: ['HTML page with status 200', '状态码 200 的 HTML 页面'],
  fault_unsigned: ['no Wechatpay-* headers', '没有 Wechatpay-* 头'],
  fault_wrongSignature: ['a signature of something else', '签名与应答体不符'],
  fault_stale: ['a signature of ten minutes ago', '十分钟前的签名'],
  fault_wrongSerial: ['a serial that belongs to no key', '不属于任何密钥的序列号'],
  fault_probe: ['a signature probe', '签名探测流量'],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>
