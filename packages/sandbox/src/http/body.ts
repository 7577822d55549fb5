import { type Fields, inBody, isFields, wrongField } from './fields.ts'
import { invalidRequest } from './refusal.ts'
import type { Text } from './text.ts'

const maxDepth = 32

/**
 * Parses a body by the rules of APIv3: a JSON object in UTF-8 without `null` and without characters of 4 bytes.
 *
 * A body that is empty, blank or just `null` counts as an empty object: clients that serialise what they were not given
 * send it, as wechatpay-go does for a POST without body. Its bytes are signed as they are.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function parseBody(bytes: Uint8Array): Fields {
  const value = parseJson(bytes)
  if (value === null) return {}
  if (!isFields(value))
    throw invalidRequest({ zh: '请求体须为JSON对象', en: 'The body must be a JSON object.' })
  checkValue(value, '', 0)
  return value
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.trim() === '' ? null : JSON.parse(text)
  } catch {
    throw invalidRequest({ zh: '请求体不是UTF-8编码的JSON', en: 'The body is not JSON in UTF-8.' })
  }
}

function checkValue(value: unknown, pointer: string, depth: number): void {
  if (depth > maxDepth) {
    throw invalidRequest({
      zh: `请求体嵌套超过${maxDepth}层`,
      en: `The body is nested deeper than ${maxDepth} levels.`,
    })
  }
  const issue = issueOf(value)
  if (issue !== undefined) throw wrongField(pointer.slice(1), { value, issue, place: inBody })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    checkValue(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)
  }
}

function issueOf(value: unknown): Text | undefined {
  if (value === null) return { zh: '不可为null', en: 'null is not allowed' }
  const has4ByteCharacter = typeof value === 'string' && /[\ud800-\udfff]/.test(value)
  if (!has4ByteCharacter) return undefined
  return { zh: '不可含有UTF-8四字节字符', en: 'characters of 4 bytes in UTF-8 are not allowed' }
}
