import type { Issue } from '../errors.ts'
import { pointer } from './schema.ts'

const maxDepth = 32

/**
 * What APIv3 allows in no field of any request: null, characters beyond the Basic Multilingual Plane (emoji),
 * and values that JSON has no exact form for.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012081726}
 */
export function wireIssues(value: unknown, path: readonly string[] = []): Omit<Issue, 'page'>[] {
  const problem = complaint(value, path.length)
  if (problem) return [{ path: pointer(path), ...problem }]
  const issues: Omit<Issue, 'page'>[] = []
  if (typeof value !== 'object' || value === null) return issues
  for (const [key, member] of Object.entries(value)) {
    // An absent optional field is simply left out; in an array it would become null.
    if (member !== undefined || Array.isArray(value)) issues.push(...wireIssues(member, [...path, key]))
  }
  return issues
}

function complaint(value: unknown, depth: number): { rule: string; message: string } | undefined {
  switch (typeof value) {
    case 'string':
      return /[\ud800-\udfff]/.test(value)
        ? {
            rule: 'bmp',
            message: 'Characters of 4 UTF-8 bytes (emoji, rare Chinese) are not allowed.',
          }
        : undefined
    case 'number':
      return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
        ? undefined
        : {
            rule: 'exact_number',
            message: 'The number has no exact JSON form (beyond 2^53, NaN or infinite).',
          }
    case 'boolean':
      return undefined
    case 'object':
      if (value === null) return { rule: 'no_null', message: 'null is not allowed; leave the field out.' }
      // Schema libraries drop it without a word.
      if (Object.hasOwn(value, '__proto__')) return { rule: 'json', message: '__proto__ has no JSON form.' }
      return depth > maxDepth
        ? { rule: 'depth', message: `Nested deeper than ${maxDepth} levels, or in a circle.` }
        : undefined
    default:
      return { rule: 'json', message: `A value of type ${typeof value} has no JSON form.` }
  }
}
