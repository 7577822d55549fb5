import { setTimeout as sleep } from 'node:timers/promises'

export interface HandOutOptions {
  /** How many to give out. */
  readonly count: number
  readonly perSecond: number
  /** How many may be under way at a time. Whoever cannot keep up slows the giver down. */
  readonly atOnce: number
  readonly give: (n: number) => Promise<unknown>
  readonly onProgress: (given: number) => void
}

/**
 * Gives out at this rate, or as fast as the receivers can.
 *
 * @returns How long it took, in milliseconds.
 */
export async function handOut({
  count,
  perSecond,
  atOnce,
  give,
  onProgress,
}: HandOutOptions): Promise<number> {
  const begin = performance.now()
  const under = new Set<Promise<unknown>>()
  let shown = begin
  for (let n = 0; n < count; n++) {
    const early = begin + (n / perSecond) * 1000 - performance.now()
    if (early > 1) await sleep(early)
    while (under.size >= atOnce) await Promise.race(under)
    const giving: Promise<unknown> = give(n).finally(() => under.delete(giving))
    under.add(giving)
    if (performance.now() - shown > 1000) {
      shown = performance.now()
      onProgress(n)
    }
  }
  await Promise.all(under)
  return performance.now() - begin
}
