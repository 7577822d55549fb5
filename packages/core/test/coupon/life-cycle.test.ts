import { productCouponTransitions, stockTransitions, userCouponTransitions } from '@wxdp/core/coupon'
import { expect, it } from 'vitest'

it.each([
  ['a user’s coupon', userCouponTransitions, ['DEACTIVATED', 'DELETED', 'EXPIRED'], 7],
  ['a batch', stockTransitions, ['DEACTIVATED', 'STOPPED'], 5],
  ['a product coupon', productCouponTransitions, ['DEACTIVATED'], 3],
])('the life of %s reaches every state, and ends only in final ones', (_, steps, ends, count) => {
  const states = [...new Set(steps.map(({ to }) => to))]
  expect(states).toHaveLength(count)
  const reached = new Set(steps.filter(({ from }) => from === undefined).map(({ to }) => to))
  for (const _round of states)
    for (const { from, to } of steps) if (from && reached.has(from)) reached.add(to)
  expect([...reached].sort()).toEqual([...states].sort())
  expect(states.filter((state) => !steps.some(({ from }) => from === state)).sort()).toEqual(ends)
})
