import type { Schema } from './schema.ts'

/** What a field holds: text, text that is not empty, text if it is there at all, or an object of such fields. */
export type Field = 'text' | 'filled' | 'optional' | TextFields<unknown>

/** A schema, and what it is made of. */
export interface TextFields<T> extends Schema<T> {
  readonly fields: Readonly<Record<string, Field>>
  readonly problems: (value: unknown) => Problem[]
}

interface Problem {
  readonly path: readonly string[]
  readonly type: string
  readonly message: string
}

/**
 * A schema for an object whose documented fields are all text, as those of notifications are. Fields that are not
 * documented stay, whatever they hold.
 *
 * Every callback passes through two of these. A schema library takes ten times as long for them, and a process that
 * only receives callbacks need not load one.
 */
export function textFields<T>(fields: Readonly<Record<keyof T & string, Field>>): TextFields<T> {
  const entries = Object.entries<Field>(fields)
  const problems = (value: unknown): Problem[] => {
    if (typeof value !== 'object' || value === null) return [problem([], 'object', 'An object is wanted.')]
    const found: Problem[] = []
    for (const [name, field] of entries) {
      const member = (value as Readonly<Record<string, unknown>>)[name]
      if (typeof field === 'object') {
        for (const { path, type, message } of field.problems(member)) {
          found.push(problem([name, ...path], type, message))
        }
      } else if (typeof member === 'string') {
        if (field === 'filled' && member === '')
          found.push(problem([name], 'min_length', 'It must not be empty.'))
      } else if (member !== undefined) {
        found.push(problem([name], 'string', 'Text is wanted.'))
      } else if (field !== 'optional') {
        found.push(problem([name], 'required', 'It is required.'))
      }
    }
    return found
  }
  const validate: Schema<T>['~standard']['validate'] = (value) => {
    const issues = problems(value)
    return issues.length === 0 ? { value: value as T } : { issues }
  }
  return { fields, problems, '~standard': { version: 1, vendor: 'wxdp', validate } }
}

function problem(path: readonly string[], type: string, message: string): Problem {
  return { path, type, message }
}
