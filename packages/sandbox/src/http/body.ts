import { invalidRequest, paramError } from './responses.ts'

/** The members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>

const maxDepth = 32

/**
 * Parses a body by the rules of APIv3: a JSON object in UTF-8 without `null` and without characters of 4 bytes. An
 * empty body counts as an empty object.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function parseBody(bytes: Uint8Array): Fields {
  if (bytes.length === 0) return {}
  const value = parseJson(bytes)
  if (!isFields(value)) throw invalidRequest('The body must be a JSON object.')
  checkValue(value, '', 0)
  return value
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalidRequest('The body is not JSON in UTF-8.')
  }
}

function checkValue(value: unknown, pointer: string, depth: number): void {
  if (depth > maxDepth) throw invalidRequest(`The body is nested deeper than ${maxDepth} levels.`)
  const issue = issueOf(value)
  if (issue !== undefined) throw paramError(issue, { field: pointer, value, issue, location: 'body' })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    checkValue(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)
  }
}

function issueOf(value: unknown): string | undefined {
  if (value === null) return 'null is not allowed'
  const has4ByteCharacter = typeof value === 'string' && /[\ud800-\udfff]/.test(value)
  return has4ByteCharacter ? 'characters of 4 bytes in UTF-8 are not allowed' : undefined
}
