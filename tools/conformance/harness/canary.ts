import { alike, equal, refuses, thrownBy } from './assert.ts'
import type { Case } from './cases.ts'

const none = (): void => {}
const other = (): never => {
  throw Object.assign(new Error('other'), { code: 'OTHER' })
}

/** False claims: at least one for each assertion. */
const falseClaims: readonly (() => unknown)[] = [
  () => equal(true, false),
  () => equal('1', 1),
  () => alike(new Uint8Array([1]), new Uint8Array([2])),
  () => alike({ a: 1 }, { a: 2 }),
  () => thrownBy(none),
  () => refuses('EXPECTED', none),
  () => refuses('EXPECTED', other),
]

/** Must be reported as failed. It passes if a single false claim passes: then the assertions are blind on this host. */
export const canary: Case = {
  group: 'canary',
  name: 'a false claim fails',
  async run() {
    for (const claim of falseClaims) {
      let failed = false
      try {
        await claim()
      } catch {
        failed = true
      }
      if (!failed) return
    }
    throw new Error(`all ${falseClaims.length} false claims failed`)
  },
}
