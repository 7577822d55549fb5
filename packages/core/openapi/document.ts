// The OpenAPI document of everything that the package defines.
import { readFileSync } from 'node:fs'
import * as brand from '../src/brand.ts'
import * as brandCoupon from '../src/brand-coupon.ts'
import * as coupon from '../src/coupon.ts'
import * as core from '../src/index.ts'
import * as partner from '../src/partner.ts'
import * as partnerCoupon from '../src/partner-coupon.ts'
import * as security from '../src/security.ts'
import { callbackResponses, toWebhook } from './callbacks.ts'
import { createDescriber } from './describe.ts'
import { errorResponses } from './errors.ts'
import { toOperation } from './operations.ts'
import { type AnyEndpoint, type Json, outputSchema } from './schemas.ts'
import { headers, parameters, securitySchemes } from './signature.ts'
import { readSources } from './sources.ts'
import { errorResponse } from './wire.ts'

/** Every endpoint and notification that these entry points export is in the document. */
const entryPoints: readonly { readonly tag: string; readonly file: string; readonly exported: object }[] = [
  { tag: 'partner', file: 'src/partner.ts', exported: partner },
  { tag: 'brand', file: 'src/brand.ts', exported: brand },
  { tag: 'partner', file: 'src/partner-coupon.ts', exported: partnerCoupon },
  { tag: 'brand', file: 'src/brand-coupon.ts', exported: brandCoupon },
  { tag: 'security', file: 'src/security.ts', exported: security },
  { tag: 'callbacks', file: 'src/index.ts', exported: core },
  { tag: 'callbacks', file: 'src/coupon.ts', exported: coupon },
]

const tags = [
  [
    'partner',
    'Service provider (普通服务商): the plans and the product coupons of the brands that authorised it.',
  ],
  ['brand', 'Brand (品牌商户): its own plans and product coupons.'],
  ['security', 'Self-test (安全自检): keys, signature, verification and callback.'],
  ['callbacks', 'What WeChat Pay sends (回调通知).'],
].map(([name, description]) => ({ name, description }))

const info = {
  title: 'WeChat Pay delivery plans 微信支付投放计划',
  description: `Delivery plans and product coupons of WeChat Pay APIv3, for service providers and brands, with the self-test and the callbacks. Generated from the definitions of \`@wxdp/core\`. This is not a document of WeChat Pay: it links to WeChat Pay’s pages, and says what is inferred from them.

- Every request is signed, and has \`Accept: application/json\` and a \`User-Agent\`. Its body is JSON in UTF-8, without \`null\` and without characters of four UTF-8 bytes (emoji).
- Every 2xx response is signed: verify it before you parse it, and treat it as forged if it has no signature. An error response may be unsigned.
- New fields and new values of states may appear in responses and callbacks at any time.
- \`maxLength\` counts characters. \`x-max-bytes\` is a limit in UTF-8 bytes. \`x-max-width\` is a limit in Latin characters, of which a Chinese character counts as two (inferred, not documented).

微信支付 APIv3 投放计划和商品券接口，含普通服务商、品牌商户、安全自检和回调通知，由 \`@wxdp/core\` 的定义生成。本文档并非微信支付官方文档；官方页面附有链接，推断的内容均已注明。

- 每个请求都要签名，并带有 \`Accept: application/json\` 和 \`User-Agent\`；请求体为 UTF-8 编码的 JSON，不允许 \`null\`，不允许四字节 UTF-8 字符（如表情符号）。
- 每个 2xx 应答都带签名：先验签再解析；没有签名的成功应答应视为伪造。错误应答可能没有签名。
- 应答和回调中随时可能出现新字段和新的状态值。
- \`maxLength\` 按字符计；\`x-max-bytes\` 按 UTF-8 字节计；\`x-max-width\` 按英文字符计，一个汉字算两个（推断，文档未写明）。`,
  license: { name: 'MIT', identifier: 'MIT' },
}

const servers = [
  { url: 'https://api.mch.weixin.qq.com', description: 'Primary 主域名' },
  {
    url: 'https://api2.mch.weixin.qq.com',
    description: 'Secondary, after a connection failure or a timeout 备用域名，用于连接失败或超时之后',
  },
]

/** Makes the document. The same sources give the same document. */
export function createDocument(): Json {
  const sources = readSources([...entryPoints.map(({ file }) => file), 'openapi/wire.ts'])
  const describer = createDescriber(sources)
  const responses = callbackResponses(sources, describer)
  const paths: Record<string, Json> = {}
  const webhooks: Record<string, Json> = {}
  for (const { tag, file, exported } of entryPoints) {
    for (const [name, value] of Object.entries<unknown>({ ...exported }).sort(byName)) {
      if (isEndpoint(value)) {
        const operation = toOperation(tag, {
          endpoint: value,
          constant: sources.constant(file, name),
          describer,
        })
        paths[value.path] = { ...paths[value.path], [value.method.toLowerCase()]: operation }
      }
      if (isNotification(value)) {
        const constant = sources.constant(file, name)
        const post = toWebhook(value, { constant, sources, describer, responses })
        webhooks[value.eventTypes[0] ?? value.kind] = { post }
      }
    }
  }
  const error = describer.describe(
    outputSchema(errorResponse, 'ErrorResponse'),
    sources.typeNamed('openapi/wire.ts', 'ErrorResponse'),
  )
  return {
    openapi: '3.1.0',
    info: { ...info, version: version() },
    servers,
    tags,
    paths,
    webhooks,
    components: {
      schemas: Object.fromEntries(Object.entries(describer.components).sort(byName)),
      responses: errorResponses(error),
      parameters,
      headers,
      securitySchemes,
    },
  }
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'method' in value
}

function isNotification(value: unknown): value is core.AnyNotificationDefinition {
  return typeof value === 'object' && value !== null && 'eventTypes' in value
}

/** Sorts, because the order of exports depends on the module loader. */
function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}
