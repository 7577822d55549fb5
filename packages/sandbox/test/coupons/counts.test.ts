import { expect, it } from 'vitest'
import { createCounts } from '../../src/coupons/counts.ts'

const midnight = Date.parse('2026-12-05T00:00:00+08:00')
const second = 1000

it('counts in all and for each day of China', () => {
  let now = midnight - second
  const counts = createCounts(() => now)
  expect(counts.of('a')).toEqual({ total: 0, today: 0 })
  counts.add(['a', 'b'], now)
  counts.add(['a'], now)
  expect([counts.of('a'), counts.of('b')]).toEqual([
    { total: 2, today: 2 },
    { total: 1, today: 1 },
  ])
  now = midnight
  expect(counts.of('a')).toEqual({ total: 2, today: 0 })
  counts.add(['a'], now)
  expect(counts.of('a')).toEqual({ total: 3, today: 1 })
})
