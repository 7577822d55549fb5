import type { StandardSchemaV1 } from '@standard-schema/spec'
import { type CoreIssue, invalidOption } from '../errors.ts'

/** A run-time check of one type, from any library that follows Standard Schema: valibot, zod, arktype, …. */
export type StandardSchema<T> = StandardSchemaV1<unknown, T>

/** Result of a schema: the checked value, or what is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly CoreIssue[] }

/**
 * Runs a schema.
 *
 * @throws {TypeError} `CORE_OPTION_INVALID`, if the schema is asynchronous
 */
export function check<T>(schema: StandardSchema<T>, value: unknown, page?: string): Checked<T> {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) throw invalidOption('A schema must be synchronous.')
  if (!result.issues) return { value: result.value }
  return {
    issues: result.issues.map((issue) => ({
      path: pointer(issue.path ?? []),
      ...describe(issue),
      page,
    })),
  }
}

/** What libraries add to the standard: valibot `type`, `expected` and `received`; zod `code`. */
interface LibraryIssue {
  readonly message: string
  readonly type?: unknown
  readonly code?: unknown
  readonly expected?: unknown
  readonly received?: unknown
}

function describe({
  message,
  type,
  code,
  expected,
  received,
}: LibraryIssue): Omit<CoreIssue, 'path' | 'page'> {
  if (typeof type !== 'string') return { rule: typeof code === 'string' ? code : 'schema', message }
  if (!type.endsWith('_object')) {
    if (typeof expected !== 'string') return { rule: type, message }
    // Quotation marks show that valibot quotes a string of the input, which may be sensitive.
    const found = typeof received === 'string' && !received.includes('"') ? received : undefined
    return { rule: type, message, expected, found }
  }
  if (expected === 'never') return { rule: 'unknown_field', message: 'Unknown field.' }
  return received === 'undefined'
    ? { rule: 'required', message: 'It is required.' }
    : { rule: 'object', message }
}

/** Writes a JSON pointer (RFC 6901). */
export function pointer(path: readonly (PropertyKey | { key: PropertyKey })[]): string {
  return path
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}
