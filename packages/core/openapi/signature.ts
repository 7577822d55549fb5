// Signatures of both sides: security schemes and headers.
import type { AnyEndpoint, Json } from './schemas.ts'

interface Identity {
  readonly scheme: string
  readonly serialParameter: string
  readonly english: string
  readonly chinese: string
}

const identities: Readonly<Record<AnyEndpoint['caller'], Identity>> = {
  mchid: {
    scheme: 'WECHATPAY2-SHA256-RSA2048',
    serialParameter: 'WechatpaySerial',
    english:
      'Service provider or merchant: `mchid`, `serial_no` and the private key belong to the same API certificate. A service provider never uses the key of a sub-merchant.',
    chinese:
      '服务商或商户：`mchid`、`serial_no` 与签名所用的商户 API 证书私钥必须成套；服务商不得使用子商户的私钥。',
  },
  brand_id: {
    scheme: 'WECHATPAY-BRAND-SHA256-RSA2048',
    serialParameter: 'BrandWechatpaySerial',
    english:
      'Brand: `brand_id`, `serial_no` and the private key belong to the brand’s own API certificate. A brand shares no key with a merchant.',
    chinese:
      '品牌商户：使用 `brand_id` 和品牌自己的 API 证书序列号与私钥；品牌的证书、公钥、密钥均与商户的不同。',
  },
}

const english = `The signature covers five lines. Each line ends with a line feed (0x0A), including the last one: the method in upper case; path and query as sent, without host; the time in Unix seconds; a nonce; the body as sent (an empty line if there is none). It is RSA (PKCS#1 v1.5) with SHA-256, in Base64. A time that is more than 5 minutes off is refused.`
const chinese = `待签名串共五行，每行（包括最后一行）以换行符 0x0A 结尾：大写请求方法；实际发送的路径与查询串（不含域名）；Unix 秒级时间戳；随机串；实际发送的请求体（没有则为空行）。用 RSA（PKCS#1 v1.5）和 SHA-256 签名，再做 Base64 编码。时间误差超过 5 分钟会被拒绝。`

export const securitySchemes: Json = Object.fromEntries(
  Object.entries(identities).map(([idField, identity]) => [
    identity.scheme,
    { type: 'apiKey', in: 'header', name: 'Authorization', description: describe(idField, identity) },
  ]),
)

function describe(idField: string, identity: Identity): string {
  const value = `Authorization: ${identity.scheme} ${idField}="…",nonce_str="…",signature="…",timestamp="…",serial_no="…"`
  const message = 'METHOD\\n/path?query\\ntimestamp\\nnonce_str\\nbody\\n'
  return [
    `${identity.english} The header is one line, with one space after the scheme, no spaces after commas, and double quotation marks. The pairs may be in any order.`,
    `${identity.chinese}整个头为一行，认证类型后一个空格，逗号后无空格，使用英文双引号，各项顺序不限。`,
    `\`\`\`\n${value}\n\`\`\``,
    english,
    chinese,
    `\`\`\`\n${message}\n\`\`\``,
  ].join('\n\n')
}

/** The signature that an endpoint expects from its caller. */
export function identityOf(caller: AnyEndpoint['caller']): Pick<Identity, 'scheme' | 'serialParameter'> {
  return identities[caller]
}

const text: Json = { type: 'string' }

export const parameters: Json = {
  WechatpaySerial: {
    name: 'Wechatpay-Serial',
    in: 'header',
    required: false,
    description:
      'Id of your WeChat Pay public key, which starts with `PUB_KEY_ID_`: the response is then signed with this key. Without the header, a merchant who still has a platform certificate gets a response that is signed with it.\n\n所持微信支付公钥的 ID，以 `PUB_KEY_ID_` 开头：应答将用该公钥对应的私钥签名；不传时，仍在使用平台证书的商户收到的应答由平台证书对应的私钥签名。',
    schema: text,
  },
  BrandWechatpaySerial: {
    name: 'Wechatpay-Serial',
    in: 'header',
    required: true,
    description:
      'Id of the WeChat Pay public key of this brand, which starts with `PUB_KEY_ID_`. WeChat Pay checks that it belongs to `brand_id`.\n\n该品牌的微信支付公钥 ID，以 `PUB_KEY_ID_` 开头。微信支付会校验其与 `brand_id` 是否匹配。',
    schema: text,
  },
}

const proof: Readonly<Record<string, string>> = {
  'Wechatpay-Timestamp':
    'Time of the signature, in Unix seconds. Refuse it if it is more than 5 minutes off. 签名时间（Unix 秒），相差超过 5 分钟应拒绝。',
  'Wechatpay-Nonce': 'Nonce of the signature. 签名随机串。',
  'Wechatpay-Signature':
    'Signature over three lines, each of which ends with a line feed (0x0A): timestamp, nonce, body as received. RSA (PKCS#1 v1.5) with SHA-256, in Base64. Verify it before you parse the body. A wrong signature that starts with `WECHATPAY/SIGNTEST/` is a probe: refuse it like any other. 对三行（时间戳、随机串、收到的原始报文，每行以 0x0A 结尾）的签名，解析报文前必须验签；以 `WECHATPAY/SIGNTEST/` 开头的是签名探测，同样按验签失败处理。',
  'Wechatpay-Serial':
    'Key of the signature: the id of a WeChat Pay public key (`PUB_KEY_ID_…`) or the serial number of a platform certificate. Refuse an unknown one. 签名所用的微信支付公钥 ID 或平台证书序列号；未知的应拒绝。',
}

const component = (header: string): string => header.replace('-', '')

/** Headers of signed responses. */
export const headers: Json = {
  ...Object.fromEntries(
    Object.entries(proof).map(([name, description]) => [
      component(name),
      { description, required: true, schema: text },
    ]),
  ),
  RequestID: {
    description:
      'Id of the request. WeChat Pay’s support asks for it. The nine digits after its last hyphen are the number of a business cause; for plans, this is inferred, not documented. 请求标识，联系微信支付技术支持时提供；最后一个连字符后的九位数字是业务错误号（投放计划接口的这一规则为推断，文档未写明）。',
    schema: text,
  },
}

const requestId: Json = { 'Request-ID': { $ref: '#/components/headers/RequestID' } }

/** A successful response without a signature counts as forged. An error response may be unsigned. */
export const responseHeaders: { readonly signed: Json; readonly unsigned: Json } = {
  signed: {
    ...Object.fromEntries(
      Object.keys(proof).map((name) => [name, { $ref: `#/components/headers/${component(name)}` }]),
    ),
    ...requestId,
  },
  unsigned: requestId,
}

/** A callback is signed like a response. */
export const callbackParameters: readonly Json[] = [
  ...Object.entries(proof).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: text,
  })),
  {
    name: 'Wechatpay-Signature-Type',
    in: 'header',
    required: false,
    description: 'Scheme of the signature. May be absent. 签名类型，可能没有。',
    schema: text,
  },
]
