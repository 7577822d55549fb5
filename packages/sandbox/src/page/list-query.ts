import { invalidOption } from '../errors.ts'

/** Of a URL. */
export type Query = Readonly<Record<string, string>>

export interface Window {
  readonly offset: number
  readonly limit: number
}

const maxLimit = 200

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
export function windowOf({ offset = '0', limit = '50' }: Query): Window {
  const window = { offset: Number(offset), limit: Number(limit) }
  if (!Number.isSafeInteger(window.offset) || window.offset < 0) {
    throw invalidOption('offset', { expected: 'an integer from 0', found: offset })
  }
  if (!Number.isInteger(window.limit) || window.limit < 1 || window.limit > maxLimit) {
    throw invalidOption('limit', { expected: `an integer from 1 to ${maxLimit}`, found: limit })
  }
  return window
}

/** A query of `sandbox.control` that begins with the newest. An empty parameter is like an absent one. */
export function controlQuery<Q>(query: Query, names: readonly (keyof Q & string)[]): Q {
  const given = names.flatMap((name) => (query[name] ? [[name, query[name]] as const] : []))
  return { ...Object.fromEntries(given), ...windowOf(query), newestFirst: true } as Q
}

/** A part of what is sorted by age, the newest first. */
export function slice<Item>(items: readonly Item[], query: Query): readonly Item[] {
  const { offset, limit } = windowOf(query)
  const end = Math.max(0, items.length - offset)
  return items.slice(Math.max(0, end - limit), end).reverse()
}

/** The value, if it is a string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
