import type { StandardSchema } from './schema.ts'

/** What a field holds: a string, a string that is not empty, an optional string, or an object of such fields. */
export type Field = 'text' | 'filled' | 'optional' | TextFields<unknown>

/** A schema that also shows its fields. */
export interface TextFields<T> extends StandardSchema<T> {
  readonly fields: Readonly<Record<string, Field>>
}

interface Problem {
  readonly path: readonly PropertyKey[]
  /** Name of the broken rule; called as valibot calls it. */
  readonly type: string
  /** Empty: nobody shows it. */
  readonly message: ''
}

/**
 * Makes a schema for an object whose documented fields are all strings, as those of notifications are. Fields that
 * are not documented stay, whatever they hold. An optional field that is not a string, such as `null`, is left out.
 *
 * Written by hand because every callback passes through two of these: a schema library takes ten times as long, and a
 * process that only receives callbacks does not need to load one.
 */
export function textFields<T>(fields: Readonly<Record<keyof T & string, Field>>): TextFields<T> {
  const entries = Object.entries<Field>(fields)
  const validate = (value: unknown): { value: T } | { issues: readonly Problem[] } => {
    if (typeof value !== 'object' || value === null) {
      return { issues: [{ path: [], type: 'object', message: '' }] }
    }
    const issues: Problem[] = []
    const members = value as Record<string, unknown>
    for (const [name, field] of entries) {
      const member = members[name]
      if (typeof field === 'object') {
        const inner = field['~standard'].validate(member) as { issues?: readonly Problem[] }
        for (const issue of inner.issues ?? []) issues.push({ ...issue, path: [name, ...issue.path] })
      } else if (typeof member === 'string' ? !member && field === 'filled' : field !== 'optional') {
        issues.push({ path: [name], type: 'string', message: '' })
      } else if (typeof member !== 'string' && member !== undefined) delete members[name]
    }
    return issues.length > 0 ? { issues } : { value: value as T }
  }
  return { fields, '~standard': { version: 1, vendor: 'wxdp', validate } }
}
