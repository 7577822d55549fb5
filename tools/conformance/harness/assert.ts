/** Every error code of the packages that an assertion has seen. */
export const reached: Set<string> = new Set()

const codes = /\b(AUTH|CORE|FETCH|NOTIFY|SANDBOX)_[A-Z0-9_]+\b/g

/** The same string, number or boolean. */
export function equal(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`expected ${show(expected)}, got ${show(actual)}`)
  for (const [code] of show(actual).matchAll(codes)) reached.add(code)
}

/** Plain data or bytes that are the same as text. */
export function alike(actual: unknown, expected: unknown): void {
  equal(show(actual), show(expected))
}

/** Expects an error with this `code`. Names are minified, and messages change. */
export async function refuses(code: string, run: () => unknown): Promise<void> {
  equal(await codeOf(run), code)
}

/** What a call throws or rejects with; fails if the call succeeds. */
export async function thrownBy(run: () => unknown): Promise<unknown> {
  let value: unknown
  try {
    value = await run()
  } catch (error) {
    return error
  }
  throw new Error(`expected an error, got ${show(value)}`)
}

/** The code of an error, or its text if it has none. */
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
