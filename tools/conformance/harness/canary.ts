import { alike, equal, refuses, thrownBy } from './assert.ts'
import type { Case } from './cases.ts'

const none = (): void => {}
const other = (): never => {
  throw Object.assign(new Error('other'), { code: 'OTHER' })
}

/** Claims that are false, one a way of asserting. */
const falsehoods: readonly (() => unknown)[] = [
  () => equal(true, false),
  () => equal('1', 1),
  () => alike(new Uint8Array([1]), new Uint8Array([2])),
  () => alike({ a: 1 }, { a: 2 }),
  () => thrownBy(none),
  () => refuses('WANTED', none),
  () => refuses('WANTED', other),
]

/**
 * Must come back failed: only then do assertions bite on this host.
 *
 * It passes where a single falsehood is let through, so every way of asserting is proven.
 */
export const canary: Case = {
  group: 'canary',
  name: 'a false claim fails',
  async run() {
    for (const claim of falsehoods) {
      let bitten = false
      try {
        await claim()
      } catch {
        bitten = true
      }
      if (!bitten) return
    }
    throw new Error(`all ${falsehoods.length} false claims were refused`)
  },
}
