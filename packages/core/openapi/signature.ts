// Who calls, and how either side proves it: security schemes and headers.
import type { Json } from './schemas.ts'

interface Identity {
  readonly scheme: string
  readonly idField: string
  readonly english: string
  readonly chinese: string
}

const identities: Readonly<Record<'partner' | 'brand', Identity>> = {
  partner: {
    scheme: 'WECHATPAY2-SHA256-RSA2048',
    idField: 'mchid',
    english:
      'Service provider or merchant: `mchid` and `serial_no` are those of the API certificate whose private key signs; a service provider never takes the key of a sub-merchant.',
    chinese:
      '服务商或商户：`mchid`、`serial_no` 与签名所用商户 API 证书私钥必须成套；服务商不得使用子商户的私钥。',
  },
  brand: {
    scheme: 'WECHATPAY-BRAND-SHA256-RSA2048',
    idField: 'brand_id',
    english:
      'Brand: `brand_id`, and the serial number and private key of the brand’s own API certificate; none of its keys are those of a merchant.',
    chinese:
      '品牌商户：使用 `brand_id` 和品牌自己的 API 证书序列号与私钥；品牌的证书、公钥、密钥均与商户的不同。',
  },
}

const english = `The signature covers five lines, each ended by a line feed (0x0A), the last one too: the method in upper case; path and query as sent, without host; the time in Unix seconds; a nonce; the body as sent (an empty line where there is none). It is RSA (PKCS#1 v1.5) with SHA-256, in Base64. A time more than 5 minutes off is refused.`
const chinese = `待签名串共五行，每行（包括最后一行）以换行符 0x0A 结尾：大写请求方法；实际发送的路径与查询串（不含域名）；Unix 秒级时间戳；随机串；实际发送的请求体（没有则为空行）。用 RSA（PKCS#1 v1.5）和 SHA-256 签名，再做 Base64 编码。时间误差超过 5 分钟会被拒绝。`

export const securitySchemes: Json = Object.fromEntries(
  Object.values(identities).map((identity) => [
    identity.scheme,
    { type: 'apiKey', in: 'header', name: 'Authorization', description: describe(identity) },
  ]),
)

function describe({ scheme, idField, ...says }: Identity): string {
  const value = `Authorization: ${scheme} ${idField}="…",nonce_str="…",signature="…",timestamp="…",serial_no="…"`
  const message = 'METHOD\\n/path?query\\ntimestamp\\nnonce_str\\nbody\\n'
  return [
    `${says.english} One line, one blank after the scheme, commas without blanks, double quotes; the order of the pairs is free.`,
    `${says.chinese}一行，认证类型后一个空格，逗号后无空格，使用英文双引号，各项顺序不限。`,
    `\`\`\`\n${value}\n\`\`\``,
    english,
    chinese,
    `\`\`\`\n${message}\n\`\`\``,
  ].join('\n\n')
}

/** A path tells who may call it. */
export function identityOf(path: string): { readonly scheme: string; readonly serialParameter: string } {
  const isBrand = path.startsWith('/brand/')
  return {
    scheme: identities[isBrand ? 'brand' : 'partner'].scheme,
    serialParameter: isBrand ? 'BrandWechatpaySerial' : 'WechatpaySerial',
  }
}

const text: Json = { type: 'string' }

export const parameters: Json = {
  WechatpaySerial: {
    name: 'Wechatpay-Serial',
    in: 'header',
    required: false,
    description:
      'Id of the WeChat Pay public key that you hold, `PUB_KEY_ID_` and digits: the answer is then signed with it; without it, with the platform certificate where the merchant still has one.\n\n所持微信支付公钥的 ID，以 `PUB_KEY_ID_` 开头：应答将用该公钥对应的私钥签名；不传时，仍在使用平台证书的商户收到平台证书的签名。',
    schema: text,
  },
  BrandWechatpaySerial: {
    name: 'Wechatpay-Serial',
    in: 'header',
    required: true,
    description:
      'Id of the WeChat Pay public key of this brand, `PUB_KEY_ID_` and digits. WeChat Pay checks that it belongs to `brand_id`.\n\n该品牌的微信支付公钥 ID，以 `PUB_KEY_ID_` 开头。微信支付会校验其与 `brand_id` 是否匹配。',
    schema: text,
  },
}

const proof: Readonly<Record<string, string>> = {
  'Wechatpay-Timestamp':
    'When it was signed, Unix seconds; refuse it when it is more than 5 minutes off. 签名时间（Unix 秒），相差超过 5 分钟应拒绝。',
  'Wechatpay-Nonce': 'Nonce of the signature. 签名随机串。',
  'Wechatpay-Signature':
    'Signature over three lines, each ended by a line feed (0x0A): timestamp, nonce, body as received. RSA (PKCS#1 v1.5) with SHA-256, in Base64. Verify it before the body is parsed. A false one that begins `WECHATPAY/SIGNTEST/` is a probe: refuse it like any other. 对三行（时间戳、随机串、收到的原始报文，每行以 0x0A 结尾）的签名，解析报文前必须验签；以 `WECHATPAY/SIGNTEST/` 开头的是签名探测，同样按验签失败处理。',
  'Wechatpay-Serial':
    'Which key signed: id of the WeChat Pay public key (`PUB_KEY_ID_…`) or serial number of the platform certificate. Refuse one that you do not know. 签名所用的微信支付公钥 ID 或平台证书序列号；不认识的应拒绝。',
}

const component = (header: string): string => header.replace('-', '')

/** Headers of signed answers. */
export const headers: Json = {
  ...Object.fromEntries(
    Object.entries(proof).map(([name, description]) => [
      component(name),
      { description, required: true, schema: text },
    ]),
  ),
  RequestID: {
    description: 'Name it to WeChat Pay’s support. 请求标识，联系微信支付技术支持时提供。',
    schema: text,
  },
}

const requestId: Json = { 'Request-ID': { $ref: '#/components/headers/RequestID' } }

/** A success without a signature is to be taken for forged; an error may carry none. */
export const answerHeaders: { readonly signed: Json; readonly unsigned: Json } = {
  signed: {
    ...Object.fromEntries(
      Object.keys(proof).map((name) => [name, { $ref: `#/components/headers/${component(name)}` }]),
    ),
    ...requestId,
  },
  unsigned: requestId,
}

/** A callback is signed as an answer is. */
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
    description: 'Scheme of the signature; may be absent. 签名类型，可能没有。',
    schema: text,
  },
]
