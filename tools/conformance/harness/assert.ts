/** Strings, numbers, booleans: the very same. */
export function equal(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`expected ${show(expected)}, got ${show(actual)}`)
}

/** Plain data and bytes: the same when written out. */
export function alike(actual: unknown, expected: unknown): void {
  equal(show(actual), show(expected))
}

/** Asserts on `code`, never on `name` or `message`: names are minified, messages are prose. */
export async function refuses(code: string, run: () => unknown): Promise<void> {
  equal(await codeOf(run), code)
}

/** What a call throws or rejects with; fails where it does neither. */
export async function thrownBy(run: () => unknown): Promise<unknown> {
  let value: unknown
  try {
    value = await run()
  } catch (error) {
    return error
  }
  throw new Error(`expected an error, got ${show(value)}`)
}

/** The code of an error; for an error without one, what it says. */
export function codeIn(error: unknown): unknown {
  return (error as { code?: unknown } | undefined)?.code ?? String(error)
}

async function codeOf(run: () => unknown): Promise<unknown> {
  return codeIn(await thrownBy(run))
}

function show(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${[...value].join(',')}`
  return JSON.stringify(value) ?? String(value)
}
