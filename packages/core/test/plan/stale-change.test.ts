import { isStaleChange, type KnownPlanChange } from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const at = (modify_time: string, plan_state = 'DELIVERING', audit_state = 'PASSED'): KnownPlanChange => ({
  ...{ plan_state, audit_state, modify_time },
})
const noon = '2026-11-24T12:00:00.120+08:00'

describe('isStaleChange: a change', () => {
  it.each([
    ['is new when nothing is known', at(noon), undefined, false],
    ['is stale after a newer one', at('2026-11-24T12:00:00.119+08:00'), at(noon), true],
    ['is new after an older one', at('2026-11-24T12:00:00.121+08:00'), at(noon), false],
    ['is compared as a time, not as a string', at('2026-11-24T04:00:00.121Z'), at(noon), false],
    ['is also compared without milliseconds', at('2026-11-24T12:00:00+08:00'), at(noon), true],
    ['is stale when it repeats the known one', at(noon), at(noon), true],
    [
      'is stale when it repeats the known one in a former spelling',
      at(noon, 'PLAN_DELIVERING', 'AUDIT_PASSED'),
      at(noon),
      true,
    ],
    ['of the same millisecond is new when it has another state', at(noon, 'PAUSED'), at(noon), false],
    [
      'of the same millisecond is new when it has another audit state',
      at(noon, 'DELIVERING', 'PROCESSING'),
      at(noon),
      false,
    ],
    ['of the same millisecond does not revive a plan that has ended', at(noon), at(noon, 'TERMINATED'), true],
    ['with an unreadable time is new', at('yesterday'), at(noon), false],
    ['after one with an unreadable time is new', at(noon), at(''), false],
  ])('%s', (_, change, known, stale) => {
    expect(isStaleChange(change, known)).toBe(stale)
  })

  it('is the newest one in the end, in whatever order they arrive', () => {
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
