/** The code of any error; `UNKNOWN` if it has none. */
export function codeOf(error: unknown): string {
  return ownCode(error) ?? 'UNKNOWN'
}

const maxCauses = 5

/** The first code among the causes of an error. Runtimes nest them: `fetch failed` ← `ECONNREFUSED`. */
export function causeCodeOf(error: unknown): string | undefined {
  let cause = error
  for (let depth = 0; depth < maxCauses; depth++) {
    cause = (cause as ErrorOptions | null | undefined)?.cause
    const code = ownCode(cause)
    if (code !== undefined) return code
  }
  return undefined
}

function ownCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
