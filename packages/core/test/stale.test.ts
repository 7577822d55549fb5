import { isStaleChange, type KnownPlanChange } from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const at = (modify_time: string, plan_state = 'DELIVERING', audit_state = 'PASSED'): KnownPlanChange => ({
  ...{ plan_state, audit_state, modify_time },
})
const noon = '2026-11-24T12:00:00.120+08:00'

describe('a change', () => {
  it.each([
    ['is news where nothing is known', at(noon), undefined, false],
    ['is stale after a newer one', at('2026-11-24T12:00:00.119+08:00'), at(noon), true],
    ['is news after an older one', at('2026-11-24T12:00:00.121+08:00'), at(noon), false],
    ['is compared as a time, not as a text', at('2026-11-24T04:00:00.121Z'), at(noon), false],
    ['is compared without milliseconds, too', at('2026-11-24T12:00:00+08:00'), at(noon), true],
    ['is stale where it says the same once more', at(noon), at(noon), true],
    ['is the same in a former spelling', at(noon, 'PLAN_DELIVERING', 'AUDIT_PASSED'), at(noon), true],
    ['of the same moment is news where it says something else', at(noon, 'PAUSED'), at(noon), false],
    ['of the same moment is news of the audit', at(noon, 'DELIVERING', 'PROCESSING'), at(noon), false],
    ['of the same moment brings no plan back', at(noon), at(noon, 'TERMINATED'), true],
    ['whose time cannot be read is news', at('yesterday'), at(noon), false],
    ['after one whose time cannot be read is news', at(noon), at(''), false],
  ])('%s', (_, change, known, stale) => {
    expect(isStaleChange(change, known)).toBe(stale)
  })

  it('in whatever order all of them come, the newest is known in the end', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(times, (order) => {
        const known = order
          .map((time) => at(new Date(time).toISOString(), `STATE_${time}`))
          .reduce<KnownPlanChange | undefined>(
            (last, next) => (isStaleChange(next, last) ? last : next),
            undefined,
          )
        expect(known?.plan_state).toBe(`STATE_${Math.max(...order)}`)
      }),
    )
  })
})
