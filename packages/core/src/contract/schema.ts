import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Issue } from '../errors.ts'

/** A run-time check of one type, from any library that follows Standard Schema (valibot, zod, arktype, …). */
export type Schema<T> = StandardSchemaV1<unknown, T>

/** What a schema says of a value. */
export type Checked<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] }

/**
 * Runs a schema, at once.
 *
 * @throws {TypeError} `CORE_OPTION_INVALID` for a schema that answers with a promise: a contract has no I/O.
 */
export function check<T>(schema: Schema<T>, value: unknown, page?: string): Checked<T> {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise)
    throw Object.assign(new TypeError('A schema must answer at once.'), asyncSchema)
  if (!result.issues) return { value: result.value }
  return {
    issues: result.issues.map((issue) => ({ path: pointer(issue.path ?? []), ...plain(issue), page })),
  }
}

const asyncSchema = { code: 'CORE_OPTION_INVALID' } as const

/** What a schema library tells beyond the standard: valibot `type`, `expected`, `received`; zod `code`. */
interface Told {
  readonly message: string
  readonly type?: unknown
  readonly code?: unknown
  readonly expected?: unknown
  readonly received?: unknown
}

function plain({ message, type, code, expected, received }: Told): { rule: string; message: string } {
  const rule = typeof type === 'string' ? type : typeof code === 'string' ? code : 'schema'
  if (!rule.endsWith('_object')) return { rule, message }
  if (expected === 'never') return { rule: 'unknown_field', message: 'There is no field of this name.' }
  return received === 'undefined'
    ? { rule: 'required', message: 'It is required.' }
    : { rule: 'object', message }
}

/** RFC 6901. */
export function pointer(path: readonly (PropertyKey | { key: PropertyKey })[]): string {
  return path
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}
