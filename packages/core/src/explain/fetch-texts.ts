import type { CodeText } from './text.ts'

/** The codes of `@wxdp/fetch`. One row per code. */
export const fetchTexts: Readonly<Record<string, CodeText>> = {
  FETCH_UNTRUSTED: {
    en: [
      'The response is successful, but its signature is missing, stale or wrong. Whether the call was carried out is unknown.',
      'Do not use the response. Check the result with a query, and see the cause below.',
    ],
    zh: [
      '应答显示成功，但签名缺失、过期或不匹配；请求是否已执行未知。',
      '请勿采用该应答；请通过查询接口确认结果，原因见下。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  FETCH_NETWORK: {
    en: [
      'The connection failed or broke. Whether the call was carried out is unknown.',
      'The code below tells the cause. ENOTFOUND, EAI_AGAIN: check DNS. ECONNREFUSED, ETIMEDOUT: check firewall and proxy; Node.js 22 and later uses HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, Node.js 20 needs a dispatcher of undici. CERT_…, UNABLE_TO_VERIFY_…, EPROTO: a proxy replaces the TLS certificate, so add its CA with NODE_EXTRA_CA_CERTS, or the clock is wrong; never turn verification off. ECONNRESET, UND_ERR_SOCKET: the call may have been carried out, so query, or retry with the same request number and the same fields.',
    ],
    zh: [
      '无法连接或连接中断；请求是否已执行未知。',
      '原因见下方错误码。ENOTFOUND、EAI_AGAIN：检查 DNS。ECONNREFUSED、ETIMEDOUT：检查防火墙和代理；Node.js 22 及以上须设置 NODE_USE_ENV_PROXY=1 才会使用 HTTPS_PROXY，Node.js 20 须使用 undici 的 dispatcher。CERT_…、UNABLE_TO_VERIFY_…、EPROTO：代理替换了 TLS 证书，请用 NODE_EXTRA_CA_CERTS 添加其 CA，或本机时间有误；切勿关闭证书校验。ECONNRESET、UND_ERR_SOCKET：请求可能已执行，请先查询，或用相同的请求单号和字段重试。',
    ],
    byCause: [
      { codes: /^(ENOTFOUND|EAI_)/, en: 'Check DNS.', zh: '请检查 DNS。' },
      {
        codes: /^(ECONNREFUSED|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
        en: 'Check firewall and proxy; Node.js 22 and later uses HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, Node.js 20 needs a dispatcher of undici.',
        zh: '请检查防火墙和代理；Node.js 22 及以上须设置 NODE_USE_ENV_PROXY=1 才会使用 HTTPS_PROXY，Node.js 20 须使用 undici 的 dispatcher。',
      },
      {
        codes: /CERT|UNABLE_TO_|EPROTO/,
        en: 'A proxy replaces the TLS certificate, so add its CA with NODE_EXTRA_CA_CERTS, or the clock is wrong; never turn verification off.',
        zh: '代理替换了 TLS 证书，请用 NODE_EXTRA_CA_CERTS 添加其 CA，或本机时间有误；切勿关闭证书校验。',
      },
      {
        codes: /^(ECONNRESET|UND_ERR_SOCKET)$/,
        en: 'The call may have been carried out, so query, or retry with the same request number and the same fields.',
        zh: '请求可能已执行，请先查询，或用相同的请求单号和字段重试。',
      },
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012082567',
  },
  FETCH_TIMEOUT: {
    en: [
      'No complete response came in time. Whether the call was carried out is unknown.',
      'Query first, such as with listPlans. Then retry with the same request number and the same fields, or allow more time.',
    ],
    zh: [
      '未在限定时间内收到完整应答；请求是否已执行未知。',
      '请先查询结果（例如 listPlans），再用相同的请求单号和字段重试，或放宽时限。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012082567',
  },
  FETCH_BODY_TOO_LARGE: {
    en: [
      'The response is larger than the limit. Whether the call was carried out is unknown.',
      'Check that nothing between you and WeChat Pay responds in its place.',
    ],
    zh: ['应答报文超过大小上限；请求是否已执行未知。', '请检查中间是否有代理代替微信支付应答。'],
  },
  FETCH_REDIRECTED: {
    en: [
      'The response is a redirect, which WeChat Pay never sends. The call was not carried out.',
      'Check the proxy or gateway between you and WeChat Pay.',
    ],
    zh: ['收到重定向应答，而微信支付从不重定向；请求没有执行。', '请检查本机与微信支付之间的代理或网关。'],
  },
  FETCH_LIMITED: {
    en: [
      'The limiter did not let the call pass in time. Nothing was sent.',
      'Call less often, or allow more time.',
    ],
    zh: ['限流器未在限定时间内放行，请求没有发出。', '请降低调用频率，或放宽时限。'],
  },
  FETCH_IDENTITY: {
    en: [
      'The signer is not of the kind that the endpoint expects: merchant or brand. Nothing was sent.',
      'Make the signer with mchid for @wxdp/core/partner, and with brandId for @wxdp/core/brand.',
    ],
    zh: [
      '签名身份与接口不符（商户或品牌），请求没有发出。',
      '@wxdp/core/partner 的接口请用 mchid 创建 signer，@wxdp/core/brand 的接口请用 brandId。',
    ],
  },
  FETCH_SERIAL_UNKNOWN: {
    en: [
      'A field is encrypted with a key that the verifier does not know. Nothing was sent.',
      'Encrypt it with a key of the same keyring as the verifier.',
    ],
    zh: ['敏感字段所用的密钥不在验签密钥之中，请求没有发出。', '请用 verifier 的同一个 keyring 加密。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059053',
  },
  FETCH_TARGET_CHANGED: {
    en: [
      'A URL parser would change the signed path. Nothing was sent.',
      'Remove characters such as ".." and "\\" from path fields.',
    ],
    zh: ['URL 解析会改变已签名的路径，请求没有发出。', '请去掉路径字段中的“..”、“\\”等字符。'],
  },
  FETCH_CERTIFICATES_NONE: {
    en: [
      "The merchant has no platform certificates: it uses WeChat Pay's public key.",
      'Verify with the public key: createVerifier({ keys: { PUB_KEY_ID_…: publicKey } }).',
    ],
    zh: [
      '该商户没有平台证书，使用的是微信支付公钥。',
      '请改用微信支付公钥验签：createVerifier({ keys: { PUB_KEY_ID_…: publicKey } })。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012925289',
  },
  FETCH_CERTIFICATES_EXPIRED: {
    en: [
      'All platform certificates of the merchant have expired.',
      "Switch to WeChat Pay's public key in the console.",
    ],
    zh: ['该商户的平台证书已全部过期。', '请在商户平台切换为微信支付公钥。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012925289',
  },
  FETCH_CERTIFICATES_INVALID: {
    en: [
      'The downloaded list of platform certificates cannot be decrypted, contradicts itself, or holds no usable certificate.',
      'Check the APIv3 key, and see the cause below.',
    ],
    zh: ['下载的平台证书列表无法解密、自相矛盾，或没有可用的证书。', '请检查 APIv3 密钥，原因见下。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012715700',
  },
  FETCH_OPTION_INVALID: {
    en: [
      'An option of @wxdp/fetch is missing or wrong, or your fetch did not return a response.',
      'Correct it as the message says.',
    ],
    zh: ['@wxdp/fetch 的选项缺失或有误，或您传入的 fetch 没有返回应答。', '请按原始信息修改。'],
  },
}
