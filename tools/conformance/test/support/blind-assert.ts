// Assertions that never fail.
export const reached: Set<string> = new Set()

export function equal(): void {}

export function alike(): void {}

export async function refuses(): Promise<void> {}

export async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  return new Error('nothing was thrown')
}

export function codeIn(): unknown {
  return undefined
}
