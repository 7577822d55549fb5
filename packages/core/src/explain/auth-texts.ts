import type { CodeText } from './text.ts'

/** The codes of `@wxdp/auth` and `@wxdp/auth-sm`. One row per code. */
export const authTexts: Readonly<Record<string, CodeText>> = {
  // Keys and certificates
  AUTH_KEY_INVALID: {
    en: [
      'The value is not a key, or is an RSA key that is not safe (an exponent of 1, an even number).',
      'Pass the key as PEM, DER, JWK or CryptoKey; for a file, pass its content. Await a promise first.',
    ],
    zh: [
      '传入的内容不是密钥，或是不安全的 RSA 密钥（指数为 1，或指数、模数为偶数）。',
      '请传 PEM、DER、JWK 或 CryptoKey 格式的密钥；如果是文件，请传文件内容而不是路径；如果是 Promise，请先 await。',
    ],
  },
  AUTH_KEY_ROLE: {
    en: [
      'The key is valid but serves another role.',
      'Sign with the private key of your API certificate (apiclient_key.pem). Verify with the public key or the platform certificate of WeChat Pay.',
    ],
    zh: [
      '密钥本身有效，但用途不对。',
      '签名请用商户 API 证书私钥（apiclient_key.pem），验签请用微信支付公钥或平台证书。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012365870',
  },
  AUTH_KEY_UNSUPPORTED: {
    en: [
      'The key is encrypted or in a container (PKCS#12, PKCS#7), cannot be exported, or is not of the expected algorithm or length.',
      'Use an unencrypted RSA key of 2048 bits as PEM; the message has the command that converts it. The password of apiclient_cert.p12 is the mchid. For SM2 keys, use @wxdp/auth-sm.',
    ],
    zh: [
      '密钥已加密、位于 PKCS#12 或 PKCS#7 容器中、不可导出，或算法、长度不符。',
      '请使用未加密的 2048 位 RSA 密钥（PEM）；转换命令见原始信息，apiclient_cert.p12 的密码是商户号。国密 SM2 密钥请使用 @wxdp/auth-sm。',
    ],
  },
  AUTH_CERTIFICATE_INVALID: {
    en: ['The value is not a readable certificate.', 'Pass an undamaged X.509 certificate as PEM or DER.'],
    zh: ['传入的内容不是有效的证书。', '请传完整的 X.509 证书（PEM 或 DER）。'],
  },
  AUTH_CERTIFICATE_UNTRUSTED: {
    en: [
      'The certificate does not come from the expected issuer, or is not valid now.',
      "Check where the certificate comes from, and this machine's clock.",
    ],
    zh: ['证书不是由指定的机构签发，或当前不在有效期内。', '请检查证书来源和本机时钟。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012715700',
  },
  AUTH_SERIAL_INVALID: {
    en: [
      'The serial number does not have a valid form.',
      'The serial of a certificate has 40 hexadecimal digits (not a decimal number); the id of a public key starts with PUB_KEY_ID_.',
    ],
    zh: [
      '序列号格式不正确。',
      '证书序列号为 40 位十六进制数字（不是十进制）；微信支付公钥 ID 以 PUB_KEY_ID_ 开头。',
    ],
  },
  AUTH_SERIAL_MISMATCH: {
    en: [
      'The certificate has another serial than the one it is listed under.',
      'List each certificate under its own serial; readCertificate of @wxdp/auth/certificate shows it.',
    ],
    zh: [
      '证书的实际序列号与配置的不一致。',
      '请使用证书自身的序列号，可用 @wxdp/auth/certificate 的 readCertificate 读取。',
    ],
  },
  AUTH_API_V3_KEY_INVALID: {
    en: [
      'The APIv3 key is not 32 bytes long.',
      'Copy it again without spaces and line breaks. Do not confuse it with the APIv2 key.',
    ],
    zh: ['APIv3 密钥不是 32 字节。', '请重新复制，不要带空格和换行；注意与 APIv2 密钥区分。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059153',
  },
  AUTH_OPTION_INVALID: {
    en: ['An option of @wxdp/auth is missing or wrong.', 'Correct it as the message says.'],
    zh: ['@wxdp/auth 的选项缺失或有误。', '请按原始信息修改。'],
  },

  // Signing and verifying
  AUTH_MESSAGE_INVALID: {
    en: [
      'The message to sign or to verify is not raw bytes, or a part of it contains a line break.',
      'Pass the body as bytes, exactly as it is sent or received, before any JSON parser.',
    ],
    zh: [
      '待签名或待验签的内容不是原始字节，或其中某一部分含有换行。',
      '请传原始报文的字节，必须在任何 JSON 解析之前取得。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012365870',
  },
  AUTH_AUTHORIZATION_INVALID: {
    en: ['The Authorization value is malformed.', 'Send the value of signer.authorize unchanged.'],
    zh: ['Authorization 的格式不正确。', '请原样发送 signer.authorize 返回的值。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012365872',
  },
  AUTH_HEADER_MISSING: {
    en: [
      'A Wechatpay-* header is missing.',
      'If the message comes from WeChat Pay, make your proxy or CDN pass these headers on.',
    ],
    zh: ['缺少 Wechatpay-* 请求头或应答头。', '如果确实来自微信支付，请让代理或 CDN 透传这些头。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059166',
  },
  AUTH_HEADER_INVALID: {
    en: [
      'A Wechatpay-* header occurs twice or has invalid characters, or the headers do not have a known shape.',
      'Make your proxy pass these headers on unchanged. Pass the headers themselves, such as request.headers.',
    ],
    zh: [
      'Wechatpay-* 头重复出现或含有非法字符，或者传入的不是请求头。',
      '请让代理原样透传这些头；请传请求头本身，例如 request.headers。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  AUTH_TIMESTAMP_INVALID: {
    en: [
      'The timestamp is not Unix time in whole seconds.',
      'Refuse the message: WeChat Pay does not send it like this.',
    ],
    zh: ['时间戳不是以秒为单位的 Unix 时间。', '请拒绝该消息：微信支付不会这样发送。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  AUTH_TIMESTAMP_EXPIRED: {
    en: [
      "The timestamp is more than 5 minutes away from this machine's clock.",
      'Synchronise the clock (NTP). If it is right, the message is a replay.',
    ],
    zh: ['时间戳与本机时钟相差超过 5 分钟。', '请校准本机时钟（NTP）；如果时钟无误，则该消息是重放。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  AUTH_SERIAL_UNKNOWN: {
    en: [
      'No key is known under the serial that the message names.',
      'Add the public key or the platform certificate with this serial. While WeChat Pay switches keys, load both.',
    ],
    zh: [
      '没有与该序列号对应的密钥。',
      '请添加该序列号对应的微信支付公钥或平台证书；切换期间需要同时加载新旧两个。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012925289',
  },
  AUTH_SIGNATURE_INVALID: {
    en: [
      'The signature does not match the message.',
      'Verify the raw bytes, before any parser. Check the key under this serial. Otherwise the message is forged.',
    ],
    zh: [
      '签名与报文不匹配。',
      '请用解析之前的原始报文验签，并检查该序列号对应的密钥；如果都无误，则该消息是伪造的。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },
  AUTH_SIGNATURE_PROBE: {
    en: [
      'A signature probe: WeChat Pay sent a wrong signature on purpose, to test that it is refused.',
      'Nothing to do: the real message follows.',
    ],
    zh: ['签名探测流量：微信支付故意发送错误的签名，检验商户是否验签。', '无需处理，真实的消息随后到达。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059017',
  },

  // Sealed resources and sensitive fields
  AUTH_SEALED_INVALID: {
    en: [
      'The sealed resource does not have the documented form.',
      'Pass resource of the envelope unchanged, and use the function for its algorithm.',
    ],
    zh: ['加密的通知数据格式不正确。', '请原样传入通知中的 resource，并使用与 algorithm 对应的解密函数。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059153',
  },
  AUTH_OPEN_FAILED: {
    en: [
      'The sealed resource cannot be decrypted.',
      'Check that the APIv3 key belongs to this merchant or brand, and whether it was changed lately.',
    ],
    zh: ['通知数据解密失败。', '请确认 APIv3 密钥属于该商户或品牌，以及近期是否更换过。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059153',
  },
  AUTH_FIELD_INVALID: {
    en: [
      'The sensitive field is not a string, or the encrypted field is malformed.',
      'Pass the plaintext to encryptField, and what WeChat Pay sent to decryptField.',
    ],
    zh: ['敏感字段不是字符串，或密文格式不正确。', '加密时请传明文字符串；解密时请传微信支付返回的密文。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059053',
  },
  AUTH_FIELD_TOO_LONG: {
    en: ['The sensitive field is too long to be encrypted.', 'Shorten it.'],
    zh: ['敏感字段过长，无法加密。', '请缩短内容。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059053',
  },
  AUTH_DECRYPT_FAILED: {
    en: [
      'The private key does not decrypt the field.',
      'Use the private key of the certificate for which WeChat Pay encrypted it.',
    ],
    zh: ['私钥无法解密该字段。', '请使用微信支付加密时所用证书对应的商户 API 证书私钥。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4013059053',
  },
}
