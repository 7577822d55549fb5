import type { World } from './streams.ts'

/** Resolves when the user stops the program. */
export function stopped({ signal }: Pick<World, 'signal'>): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
