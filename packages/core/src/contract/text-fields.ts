import type { StandardSchema } from './schema.ts'

/** What a field holds: a string, a string that is not empty, an optional string, or an object of such fields. */
export type Field = 'text' | 'filled' | 'optional' | TextFields<unknown>

/** A schema that also shows its fields. */
export interface TextFields<T> extends StandardSchema<T> {
  readonly fields: Readonly<Record<string, Field>>
  readonly problemsOf: (value: unknown) => Problem[]
}

interface Problem {
  readonly path: readonly string[]
  /** Name of the broken rule; called as valibot calls it. */
  readonly type: string
  readonly message: string
}

/**
 * Makes a schema for an object whose documented fields are all strings, as those of notifications are. Fields that
 * are not documented stay, whatever they hold.
 *
 * Written by hand because every callback passes through two of these: a schema library takes ten times as long, and a
 * process that only receives callbacks does not need to load one.
 */
export function textFields<T>(fields: Readonly<Record<keyof T & string, Field>>): TextFields<T> {
  const entries = Object.entries<Field>(fields)
  const problemsOf = (value: unknown): Problem[] => {
    if (typeof value !== 'object' || value === null) {
      return [{ path: [], type: 'object', message: 'Expected an object.' }]
    }
    const found: Problem[] = []
    for (const [name, field] of entries) {
      const member = (value as Readonly<Record<string, unknown>>)[name]
      if (typeof field === 'object') {
        for (const problem of field.problemsOf(member)) {
          found.push({ ...problem, path: [name, ...problem.path] })
        }
      } else if (typeof member === 'string') {
        if (field === 'filled' && member === '') {
          found.push({ path: [name], type: 'min_length', message: 'It must not be empty.' })
        }
      } else if (member !== undefined) {
        found.push({ path: [name], type: 'string', message: 'Expected a string.' })
      } else if (field !== 'optional') {
        found.push({ path: [name], type: 'required', message: 'It is required.' })
      }
    }
    return found
  }
  const validate: StandardSchema<T>['~standard']['validate'] = (value) => {
    const issues = problemsOf(value)
    return issues.length === 0 ? { value: value as T } : { issues }
  }
  return { fields, problemsOf, '~standard': { version: 1, vendor: 'wxdp', validate } }
}
