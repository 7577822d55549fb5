import { startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { expect, it, onTestFinished } from 'vitest'
import { type Change, createPlanStore, planKeys } from '../plan-store.ts'
import { connectAndWait } from '../redis.ts'
import { program } from './fleet.ts'
import { shuffle } from './sender.ts'

skipWithout(program, 'redis-server')

it('keeps the newest change and applies each change once when many workers apply changes at the same time', async () => {
  const redis = await startRedis({ program: program as string })
  const clients = [connectAndWait(redis.url), connectAndWait(redis.url)] as const
  onTestFinished(async () => {
    for (const client of clients) client.disconnect()
    await redis.stop()
  })
  const stores = clients.map(createPlanStore)
  const changes = Array.from({ length: 40 }, (_, second): Change & { id: string } => ({
    id: `notification ${second}`,
    plan_id: '1',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    modify_time: new Date(Date.UTC(2026, 10, 24, 2, 0, second)).toISOString(),
  }))
  const outcomes = await Promise.all(
    shuffle([...changes, ...changes]).flatMap(({ id, ...change }) =>
      stores.map((store) => store.apply(id, change)),
    ),
  )
  expect(outcomes.filter((outcome) => outcome !== 'duplicate')).toHaveLength(changes.length)
  expect(await stores[0]?.newest('1')).toMatchObject({ modify_time: changes.at(-1)?.modify_time })
  const { plan, applied } = planKeys('1')
  expect(await clients[0].hget(plan, 'version')).toBe(`${changes.length}`)
  expect((await clients[0].hkeys(applied)).sort()).toEqual(changes.map(({ id }) => id).sort())
})
