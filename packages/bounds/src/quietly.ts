/**
 * Runs a function of the user's, and ignores what it throws or rejects with. Never rejects.
 *
 * @example
 * import { quietly } from '@wxdp/bounds'
 *
 * void quietly(() => Promise.reject(new Error('ignored')))
 */
export async function quietly(work: () => unknown): Promise<void> {
  try {
    await work()
  } catch {
    // It must not change the result, and nobody else waits for it.
  }
}
