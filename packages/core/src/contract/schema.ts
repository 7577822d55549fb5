import type { StandardSchemaV1 } from '@standard-schema/spec'
import { invalidOption } from '../errors.ts'

/** A run-time check of one type, from any library that follows Standard Schema: valibot, zod, arktype, …. */
export type StandardSchema<T> = StandardSchemaV1<unknown, T>

/** An issue as libraries report it. What they add to the standard: valibot `type`, `expected` and `received`; zod `code`. */
interface LibraryIssue {
  readonly message: string
  readonly type?: unknown
  readonly code?: unknown
  readonly expected?: unknown
  readonly received?: unknown
}

/** A broken rule of a schema. */
export interface SchemaIssue extends LibraryIssue {
  /** JSON pointer to the field. */
  readonly path: string
  /** Name of the rule. */
  readonly rule: string
}

/** Result of a schema: the checked value, or what is wrong with it. */
export type Checked<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/**
 * Runs a schema.
 *
 * @throws {TypeError} `CORE_OPTION_INVALID`, if the schema is asynchronous
 */
export function check<T>(schema: StandardSchema<T>, value: unknown): Checked<T> {
  const result = schema['~standard'].validate(value)
  if (result instanceof Promise) throw invalidOption('A schema must be synchronous.')
  if (!result.issues) return { value: result.value }
  return {
    issues: result.issues.map((issue) => ({
      ...issue,
      path: pointer(issue.path ?? []),
      rule: ruleOf(issue),
    })),
  }
}

/** valibot reports a missing member against its object: `loose_object`, `strict_object`. */
function ruleOf({ type, code = 'schema', received }: LibraryIssue): string {
  return String(type ?? code).replace(/.+_object$/, received === 'undefined' ? 'required' : 'object')
}

/** Writes a JSON pointer (RFC 6901). */
export function pointer(path: readonly (PropertyKey | { key: PropertyKey })[]): string {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
