import type { CoreIssue } from '../errors.ts'
import { pointer } from './schema.ts'

const maxDepth = 32

/**
 * Finds what APIv3 allows in no field of any request: null, characters beyond the Basic Multilingual Plane (emoji),
 * and values without an exact JSON form.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function wireIssues(value: unknown, path: readonly string[] = []): Omit<CoreIssue, 'page'>[] {
  const problem = problemOf(value, path.length)
  if (problem) return [{ path: pointer(path), ...problem }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    // JSON leaves out an undefined member of an object, but turns one of an array into null.
    member !== undefined || Array.isArray(value) ? wireIssues(member, [...path, key]) : [],
  )
}

function problemOf(value: unknown, depth: number): Omit<CoreIssue, 'path' | 'page'> | undefined {
  switch (typeof value) {
    case 'string':
      return /[\ud800-\udfff]/.test(value)
        ? { rule: 'bmp', message: 'Characters of 4 UTF-8 bytes, such as emoji, are not allowed.' }
        : undefined
    case 'number':
      return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
        ? undefined
        : {
            rule: 'exact_number',
            message: 'The number has no exact JSON form.',
            found: String(value),
          }
    case 'boolean':
      return undefined
    case 'object':
      if (value === null) return { rule: 'no_null', message: 'null is not allowed; leave the field out.' }
      // Schema libraries drop a member called __proto__ silently.
      if (Object.hasOwn(value, '__proto__')) return { rule: 'json', message: '__proto__ has no JSON form.' }
      return depth > maxDepth
        ? {
            rule: 'depth',
            message: 'The value is circular or nested too deeply.',
            expected: `<=${maxDepth}`,
          }
        : undefined
    default:
      return {
        rule: 'json',
        message: `A value of type ${typeof value} has no JSON form.`,
        found: typeof value,
      }
  }
}
