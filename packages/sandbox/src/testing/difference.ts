/** Where a value is not as expected. */
export interface Difference {
  /** Such as `body.modify_content.plan_name`. */
  readonly path: string
  readonly expected: unknown
  readonly found: unknown
}

/**
 * The first difference between a value and what is expected; `undefined` if it fits. Of an object only the expected members
 * count; an array must have as many elements. A string fits a regular expression that matches it.
 *
 * @param path Of the value.
 */
export function differenceFrom(expected: unknown, found: unknown, path: string): Difference | undefined {
  if (expected instanceof RegExp) {
    return typeof found === 'string' && expected.test(found) ? undefined : { path, expected, found }
  }
  if (!isObject(expected)) return Object.is(expected, found) ? undefined : { path, expected, found }
  if (!isObject(found) || Array.isArray(expected) !== Array.isArray(found)) return { path, expected, found }
  if (Array.isArray(expected) && expected.length !== found.length) return { path, expected, found }
  for (const [name, value] of Object.entries(expected)) {
    const difference = differenceFrom(value, found[name], `${path}.${name}`)
    if (difference) return difference
  }
  return undefined
}

const maxShown = 200

/** A value as a message shows it. */
export function show(value: unknown): string {
  const text = value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text
}

export function describeDifference({ path, expected, found }: Difference): string {
  return `${path}: expected ${show(expected)}, found ${show(found)}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
