import { checkFields, type FieldRules, inCouponBody, required, wrongField } from '../../http/fields.ts'
import type { UploadParts } from '../../http/multipart.ts'
import { refuse } from '../../http/refusal.ts'
import { type ResponseContent, success } from '../../http/responses.ts'
import { sha256 } from '../../http/sha256.ts'
import { type Check, expected } from '../../http/value-checks.ts'
import type { EndpointCall } from '../route.ts'

/** That 2 MB are 2 MiB is inferred. */
const maxBytes = 2 * 1024 * 1024

/** How the bytes of each type begin. */
const types = { jpg: [0xff, 0xd8, 0xff], bmp: [0x42, 0x4d], png: [0x89, 0x50, 0x4e, 0x47] } as const

const ending = /\.(jpg|bmp|png)$/i

const filename: Check = expected(
  (value) => typeof value === 'string' && ending.test(value) && Array.from(value).length <= 150,
  {
    zh: '须以.jpg、.bmp或.png结尾，且不超过150个字符',
    en: 'it must end in .jpg, .bmp or .png, and have at most 150 characters',
  },
)

/** That upper case is accepted is inferred. */
const hexadecimal: Check = expected((value) => typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value), {
  zh: '须为64位十六进制数',
  en: 'it must have 64 hexadecimal digits',
})

const fields: FieldRules = { filename: required(filename, 268578428), sha256: required(hexadecimal) }

/**
 * 上传图片, pages 4015781275 (service provider) and 4015736285 (brand). The URL follows from the image alone: nothing is
 * kept. That the bytes must be what the name says is inferred; so is that `file` needs a name.
 */
export async function uploadImage({ request, body }: EndpointCall): Promise<ResponseContent> {
  // A request without parts has been refused for its Content-Type.
  const { file, names } = request.parts as UploadParts
  checkFields(fields, body, inCouponBody)
  const other = names.find((name, i) => !/^(meta|file)$/.test(name) || names.indexOf(name) < i)
  if (other !== undefined) {
    const issue = {
      zh: '只能有meta和file各一个',
      en: 'there must be one meta and one file, and nothing else',
    }
    throw wrongField(other, { value: '', issue, place: inCouponBody })
  }
  if (!file) throw refuse(names.includes('file') ? 268578430 : 268578426)
  const { name, content } = file
  if (content.length === 0) throw refuse(268578426)
  if (content.length > maxBytes) throw refuse(268578427)
  if (name !== body.filename) throw refuse(268578430)
  const type = name.slice(-3).toLowerCase() as keyof typeof types
  if (!types[type].every((byte, i) => content[i] === byte)) throw refuse(268578428)
  const hash = await sha256(content)
  if (hash !== String(body.sha256).toLowerCase()) throw refuse(268578429)
  return success({ image_url: `https://img.wxdp.example/product-coupon/${hash}.${type}` })
}
