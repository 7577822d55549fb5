import { createRedisPlans } from '@wxdp/notify/bullmq'
import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connections } from '../support/redis-clients.ts'

const program = await findRedis()

describe.each(Object.entries(connections))('createRedisPlans with a client of %s', (_name, { single }) => {
  skipWithout(program, 'redis-server')
  let redis: Redis
  const open: Connection[] = []
  const connect = (): Connection => {
    const connection = single(redis.port)
    open.push(connection)
    return connection
  }
  beforeAll(async () => {
    if (program) redis = await startRedis({ program })
  })
  afterEach(() => {
    for (const { close } of open.splice(0)) close()
  })
  afterAll(() => redis?.stop())

  it('writes what nobody else has written since it was read', async () => {
    const plans = createRedisPlans({ client: connect().client })
    const id = crypto.randomUUID()
    expect(await plans.read(id)).toEqual({ text: undefined, now: expect.any(Number) })
    const racers = Array.from({ length: 20 }, (_, i) => plans.replace(id, undefined, `1 ${i}`))
    expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1)
    const { text } = await plans.read(id)
    expect(await plans.replace(id, undefined, '1 x')).toBe(false)
    expect(await plans.replace(id, `${text} `, '1 x')).toBe(false)
    expect(await plans.replace(id, text, '1 微信')).toBe(true)
    expect((await plans.read(id)).text).toBe('1 微信')
  })

  it("has Redis' clock, in milliseconds", async () => {
    const { now } = await createRedisPlans({ client: connect().client }).read('1')
    expect(Math.abs(now - Date.now())).toBeLessThan(5_000)
  })

  it('keeps plans and prefixes apart, and forgets a plan after its time', async () => {
    const { client, command } = connect()
    const ids = ['1', '1 ', 'a:b', '微信', '\ud83e', '\udde7', '{1}', '*', '']
    const plans = createRedisPlans({ client, prefix: 'mine:', remember: 50_000 })
    for (const id of ids) expect([id, await plans.replace(id, undefined, '1 {}')]).toEqual([id, true])
    expect((await createRedisPlans({ client }).read('1')).text).toBeUndefined()
    const left = Number(await command('PTTL', 'mine:1'))
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(50_000)
  })

  it('knows the change that was applied last', async () => {
    const plans = createRedisPlans({ client: connect().client })
    const id = crypto.randomUUID()
    expect(await plans.known(id)).toBeUndefined()
    const applied = { id: 'EV-1', plan_state: 'PAUSED', audit_state: 'PASSED', modify_time: '' }
    await plans.replace(id, undefined, `1 ${JSON.stringify({ applied, ids: [] })}`)
    expect(await plans.known(id)).toEqual(applied)
  })
})
