import { multipart } from '../http/multipart.ts'
import { type FieldFault, invalidRequest, paramError } from '../http/refusal.ts'
import type { RawRequest } from '../http/request.ts'
import { fill, languageOf, type Text } from '../http/text.ts'
import type { Identity } from './identity.ts'

interface Rule {
  readonly isBroken: (request: RawRequest) => boolean
  readonly message: Text
}

/** Either form of the parameter, or none: WeChat Pay speaks UTF-8 only. */
const json = /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i
const acceptsJson = /(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/i

/**
 * The rules of APIv3 for headers. Those on User-Agent, Accept and Content-Type are printed for brands (4015736293), and
 * presumably hold for everybody. A Content-Type is listed for requests with a body only.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
const rules: readonly Rule[] = [
  {
    isBroken: ({ headers }) => !headers.get('user-agent'),
    message: { zh: '缺少HTTP头User-Agent', en: 'The HTTP header User-Agent is missing.' },
  },
  {
    isBroken: ({ headers }) => !acceptsJson.test(headers.get('accept') ?? ''),
    message: {
      zh: 'HTTP头Accept须包含application/json',
      en: 'The HTTP header Accept must include application/json.',
    },
  },
  {
    // No page says that WeChat Pay decompresses a body, nor which of the two forms would be signed.
    isBroken: ({ headers }) => !/^(identity)?$/i.test(headers.get('content-encoding')?.trim() ?? ''),
    message: {
      zh: '请求体不可压缩：不支持HTTP头Content-Encoding',
      en: 'The body must not be compressed: the HTTP header Content-Encoding is not supported.',
    },
  },
  {
    isBroken: ({ body, parts, headers }) =>
      !parts && body.length > 0 && !json.test(headers.get('content-type') ?? ''),
    message: {
      zh: 'HTTP头Content-Type须为application/json，编码须为UTF-8',
      en: 'The HTTP header Content-Type must be application/json in UTF-8.',
    },
  },
  {
    isBroken: ({ parts, headers }) =>
      parts !== undefined && !multipart.test(headers.get('content-type') ?? ''),
    message: {
      zh: 'HTTP头Content-Type须为multipart/form-data，并带有boundary',
      en: 'The HTTP header Content-Type must be multipart/form-data with a boundary.',
    },
  },
]

/** @throws Refusal */
export function checkHeaders(request: RawRequest, identity: Identity): void {
  const { headers } = request
  const broken = rules.find(({ isBroken }) => isBroken(request))
  if (broken) throw invalidRequest(broken.message)
  const acceptLanguage = headers.get('accept-language')
  if (!languageOf(acceptLanguage)) {
    throw wrongHeader('Accept-Language', acceptLanguage, {
      zh: '须为en、zh-CN、zh-HK或zh-TW',
      en: 'it must be en, zh-CN, zh-HK or zh-TW',
    })
  }
  checkPlatformSerial(platformSerialIn(headers), identity)
}

/** The platform key that a request names. An empty header counts as absent: wechatpay-java sends one. */
export function platformSerialIn(headers: Headers): string | undefined {
  return headers.get('wechatpay-serial')?.trim() || undefined
}

/**
 * Optional for service providers, required for brands. The code of a wrong one is that of page 4013059161; for brands it
 * is not documented.
 */
function checkPlatformSerial(serial: string | undefined, { kind, platformKeys }: Identity): void {
  if (serial === undefined ? kind === 'partner' : platformKeys.find(serial)) return
  const issue =
    serial === undefined
      ? { zh: '不可为空', en: 'it is required' }
      : { zh: '不是本平台的密钥', en: 'it names no key of this platform' }
  throw wrongHeader('Wechatpay-Serial', serial ?? '', issue)
}

function wrongHeader(name: string, value: unknown, issue: Text): Error {
  const detail: FieldFault = { field: name, value, issue, location: 'header' }
  return paramError(
    fill({ zh: 'HTTP头{name}错误', en: 'The HTTP header {name} is wrong.' }, { name }),
    detail,
  )
}
