import { findRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { describe, expect, it } from 'vitest'
import { examples, type Host } from '../hosts.ts'
import { planId, rehearse } from '../rehearse.ts'

const redis = await findRedis()
const hosts = Object.entries(examples).flatMap(([example, names]) =>
  names.map((host): [string, Host] => [example, host]),
)

describe.each(hosts)('the example %s on %s', (_, host) => {
  if (host === 'node-bullmq') skipWithout(redis, 'redis-server')

  it('sets its callback URL, refuses the probe, and takes the notification over once', async () => {
    const { expectedUrl, notifyUrl, deliveries, output } = await rehearse(host)
    expect(notifyUrl).toBe(expectedUrl)
    expect(deliveries.map(({ kind, status }) => [kind, status])).toEqual([
      ['probe', 401],
      ['notification', 204],
      ['duplicate', 204],
    ])
    expect(output.split('\n').filter((line) => line.includes('plan_id'))).toEqual([
      JSON.stringify({ plan_id: planId, plan_state: 'DELIVERING' }),
    ])
  })
})
