// Processes that receive, queue and handle callbacks are killed with SIGKILL at every step. No notification is lost, each
// has one effect at most, and the order of each plan is kept.
import { setTimeout as sleep } from 'node:timers/promises'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { randomFrom } from '@wxdp-internal/fixtures/random'
import { findRedis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { Queue } from 'bullmq'
import { Redis as Ioredis } from 'ioredis'
import { expect, it, onTestFinished } from 'vitest'
import { startFleet } from '../support/fleet.ts'
import { steps } from '../support/queue-steps.ts'
import { callbackHeaders } from '../support/settings.ts'

/** WXDP_KILLS=10000 for the whole run. */
const count = Number(process.env.WXDP_KILLS ?? 300)
const seed = Number(process.env.WXDP_SEED ?? 20261129)
const processes = 4
const changesOfEach = 20
const plans = Math.ceil(count / changesOfEach)
const program = await findRedis()

skipWithout(program, 'redis-server')

interface Change {
  readonly id: string
  readonly plan: string
  readonly time: string
}

/** In turn from every plan, each moved by up to two rounds: some arrive out of order, as they do on a network. */
function changes(): Change[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / plans)
    return {
      id: `EV-${i}`,
      plan: `${i % plans}`,
      time: new Date(Date.UTC(2026, 10, 29, 2, 0, round)).toISOString(),
      place: round + random(250) / 100,
    }
  }).sort((a, b) => a.place - b.place)
}

it(
  'loses nothing, repeats nothing and keeps the order while processes are killed at every step',
  async () => {
    const redis = await startRedis({ program: program as string })
    const client = new Ioredis(redis.port, '127.0.0.1', { maxRetriesPerRequest: null })
    client.on('error', () => {})
    const queue = new Queue('kills', { connection: client })
    const fleet = await startFleet({
      redis,
      count: processes,
      seed,
      passes: 10 + Math.ceil(count / 500),
    })
    onTestFinished(async () => {
      await fleet.stop()
      await queue.close()
      client.disconnect()
      await redis.stop()
    })
    const began = performance.now()

    const sending = changes()
    const all = [...sending]
    let deliveries = 0
    /** Attempts that met a process that was down, or killed before it responded. */
    let unanswered = 0
    /** Delivers a callback until it is accepted, as WeChat Pay does, and sometimes once more. */
    const deliver = async ({ id, plan, time }: Change, again: boolean): Promise<void> => {
      const resource = { ...planChange, plan_id: plan, modify_time: time }
      const body = await planChangeEnvelope({ id, resource })
      for (let accepted = again ? 2 : 1; accepted > 0; ) {
        const status = await fleet.deliver({ body, headers: await callbackHeaders(body) })
        if (status === undefined) unanswered++
        else deliveries++
        if (status === 204) accepted--
        else await sleep(50)
      }
    }
    const random = randomFrom(seed + 1)
    const lane = async (): Promise<void> => {
      for (let next = sending.shift(); next; next = sending.shift()) await deliver(next, random(10) === 0)
    }
    await Promise.all(Array.from({ length: 24 }, lane))
    fleet.spare()
    while ((await queue.getJobCountByTypes('wait', 'active', 'delayed', 'prioritized')) > 0) await sleep(100)

    const jobs = await queue.getJobs(['completed'], 0, -1)
    const results = new Map(jobs.map(({ data, returnvalue }) => [data.id as string, returnvalue as string]))
    const outcomes: Record<string, number> = {}
    for (const result of results.values()) outcomes[result] = (outcomes[result] ?? 0) + 1
    expect(await queue.getFailedCount()).toBe(0)
    // None is lost: each was handled, and each that has no effect was overtaken.
    expect(results.size).toBe(count)
    const effective = new Set(await client.smembers('ids'))
    for (const { id } of all) if (results.get(id) !== 'stale') expect(effective).toContain(id)

    let effects = 0
    let calls = 0
    for (let plan = 0; plan < plans; plan++) {
      const applied = await client.lrange(`effects:${plan}`, 0, -1)
      const called = await client.lrange(`calls:${plan}`, 0, -1)
      effects += applied.length
      calls += called.length
      // One effect each, in order, up to the newest; and no call was out of order either.
      const newest = all.filter((change) => change.plan === `${plan}`).map(({ time }) => time)
      expect([...new Set(applied)].sort()).toEqual(applied)
      expect([...called].sort()).toEqual(called)
      expect(applied.at(-1)).toBe(newest.sort().at(-1))
    }
    expect(effects).toBe(effective.size)
    for (const step of [...steps, 'anywhere'] as const) {
      expect([step, fleet.kills.get(step) ?? 0]).not.toEqual([step, 0])
    }
    if (process.env.WXDP_KILLS) {
      console.log({
        ...{ seed, callbacks: count, plans, processes, kills: Object.fromEntries(fleet.kills) },
        ...{ deliveries, unanswered, effects, calls, repeatedCalls: calls - effects, outcomes },
        seconds: Math.round((performance.now() - began) / 1000),
      })
    }
  },
  60_000 + count * 60,
)
