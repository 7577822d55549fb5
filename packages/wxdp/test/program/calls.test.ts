import { describe, expect, it } from 'vitest'
import { batchCalls } from '../../src/calls/batch-calls.ts'
import { type CallGroup, nameOf } from '../../src/calls/call-info.ts'
import { couponCalls } from '../../src/calls/coupon-calls.ts'
import { planCalls } from '../../src/calls/plan-calls.ts'
import { userCouponCalls } from '../../src/calls/user-coupon-calls.ts'
import { batchRuns } from '../../src/commands/batches.ts'
import { couponRuns } from '../../src/commands/coupons.ts'
import { planRuns } from '../../src/commands/plans.ts'
import { userCouponRuns } from '../../src/commands/user-coupons.ts'

const commandsOf = ({ name, calls, groups = [] }: CallGroup): string[] => [
  ...calls.map((call) => `${name} ${call.name}`),
  ...groups.flatMap(commandsOf).map((command) => `${name} ${command}`),
]

describe.each([
  [planCalls, planRuns],
  [couponCalls, couponRuns],
  [batchCalls, batchRuns],
  [userCouponCalls, userCouponRuns],
])('the commands of $name', (group, runs) => {
  it('are all described, and all run', () => {
    expect(commandsOf(group).sort()).toEqual(Object.keys(runs).sort())
  })

  it('have no flag twice', () => {
    for (const { flags = [] } of group.calls) {
      const names = flags.map(nameOf)
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
