import type { Contender } from './contender.ts'

/** How many are in work at once. */
export const crowd = 64

/** The same contender, a crowd of its runs at once. */
export function atOnce(contender: Contender): Contender {
  return {
    ...contender,
    size: crowd,
    run: () => Promise.all(Array.from({ length: crowd }, contender.run)),
    async right(results) {
      const all = await Promise.all((results as unknown[]).map(contender.right))
      return all.length === crowd && all.every(Boolean)
    },
  }
}
