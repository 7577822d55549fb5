import { invalidRequest, paramError } from './answers.ts'

/** The members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>

const maxDepth = 32

/**
 * Reads a body as APIv3 has it: a JSON object in UTF-8, without null and without characters of 4 bytes; empty
 * where there is none.
 *
 * @throws Refusal
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function readBody(bytes: Uint8Array): Fields {
  if (bytes.length === 0) return {}
  const value = parse(bytes)
  if (!isFields(value)) throw invalidRequest('The body must be a JSON object.')
  refuseForbidden(value, '', 0)
  return value
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalidRequest('The body is no JSON in UTF-8.')
  }
}

function refuseForbidden(value: unknown, field: string, depth: number): void {
  if (depth > maxDepth) throw invalidRequest(`The body is nested deeper than ${maxDepth} levels.`)
  const issue = forbidden(value)
  if (issue !== undefined) throw paramError(issue, { field, value, issue, location: 'body' })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    refuseForbidden(member, `${field}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)
  }
}

function forbidden(value: unknown): string | undefined {
  if (value === null) return 'null is not allowed'
  const wide = typeof value === 'string' && /[\ud800-\udfff]/.test(value)
  return wide ? 'characters of 4 bytes in UTF-8 are not allowed' : undefined
}
