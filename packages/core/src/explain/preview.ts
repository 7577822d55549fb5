import { visible } from '../errors.ts'

const maxLine = 2000
const maxMembers = 50
const maxDepth = 4

/** One line of output: escaped, and of bounded length. */
export function line(text: string): string {
  return visible(text.length > maxLine ? `${text.slice(0, maxLine)}…` : text)
}

/** Any value in a few words. Never throws, whatever the value does when it is read. */
export function preview(value: unknown): string {
  return attempt(() => JSON.stringify(prune(value, maxDepth)) ?? String(value)) ?? 'unreadable'
}

/** The result of a function, or `undefined` if it throws: members of foreign values may be getters that do. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** A copy for JSON.stringify without toJSON, with few members and few levels. */
function prune(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.slice(0, maxLine)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '…'
  if (Array.isArray(value)) return value.slice(0, maxMembers).map((member) => prune(member, levels - 1))
  const members = Object.keys(value).slice(0, maxMembers)
  return Object.fromEntries(
    members
      .filter((name) => name !== 'toJSON')
      .map((name) => [name, prune(Reflect.get(value, name), levels - 1)]),
  )
}
