/** @returns A code for any error; `UNKNOWN` for one that has none. */
export function codeOf(error: unknown): string {
  return ownCode(error) ?? 'UNKNOWN'
}

const maxCauses = 5

/** The first code among the causes, which runtimes nest: `fetch failed` ← `ECONNREFUSED`. */
export function causeCodeOf(error: unknown): string | undefined {
  let each = error
  for (let depth = 0; depth < maxCauses; depth++) {
    each = (each as ErrorOptions | null | undefined)?.cause
    const code = ownCode(each)
    if (code !== undefined) return code
  }
  return undefined
}

/** The error's own code, if it has one. */
export function ownCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
