import { findRedis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { expect, it, onTestFinished } from 'vitest'
import { loadWithCoupons } from '../coupons.ts'

const program = await findRedis()

skipWithout(program, 'redis-server')

it('confirms each coupon once and loses none while a receiver and a worker are killed', async () => {
  const redis = await startRedis({ program: program as string })
  onTestFinished(() => redis.stop())
  const count = 150
  const result = await loadWithCoupons({
    ...{ redis, count, perSecond: 50, kills: true },
    onProgress: () => undefined,
  })
  expect(result).toMatchObject({
    ...{ given: count, vouchers: count, usable: count, notOnce: 0, kills: 2, reconciled: 0 },
    states: { EFFECTIVE: count },
  })
  // Duplicates and probes, or what the receiver that was killed has not answered.
  expect(result.deliveries).toBeGreaterThan(count)
}, 300_000)
