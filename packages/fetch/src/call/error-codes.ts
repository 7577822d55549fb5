/** The code of any error; `UNKNOWN` if it has none. */
export function codeOf(error: unknown): string {
  return ownCode(error) ?? 'UNKNOWN'
}

/** The first code among the causes of an error. Runtimes nest them: `fetch failed` ← `ECONNREFUSED`. */
export function causeCodeOf(error: unknown): string | undefined {
  return causesOf(error)
    .map(ownCode)
    .find((code) => code !== undefined)
}

const maxCauses = 5

/** The causes of an error, outermost first. Of several errors that are one cause, only the first. */
export function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = []
  let at = next(error)
  while (at && causes.length < maxCauses) {
    causes.push(at)
    at = next(at)
  }
  return causes
}

/** What may be known of a cause. */
export interface Cause {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
}

function next(error: unknown): Cause | undefined {
  const { cause, errors } = (error ?? {}) as { cause?: Cause; errors?: readonly Cause[] }
  return cause ?? errors?.[0]
}

function ownCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
