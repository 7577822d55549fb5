import { setTimeout as sleep } from 'node:timers/promises'
import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Processes, type ProcessResponse, startProcesses } from '../support/processes.ts'

const program = await findRedis()
const unavailable = { status: 503, body: '{"code":"FAIL","message":"the inbox is unavailable"}' }

async function setUp(options: { count: number; settings?: string[]; lease?: number; deadline?: number }) {
  const redis = await startRedis({ program: `${program}`, settings: options.settings ?? [] })
  const processes = await startProcesses({ ...options, redis })
  return { redis, processes, stop: () => Promise.all([processes.stop(), redis.stop()]) }
}

// The processes choose their provider themselves, so a second run would test the same.
const times = { timeout: 180_000 }
describe.runIf(process.env.WXDP_PROVIDER === 'node')('several processes with one Redis', times, () => {
  skipWithout(program, 'redis-server')
  let fourProcesses: Awaited<ReturnType<typeof setUp>>
  let shortLease: Awaited<ReturnType<typeof setUp>>
  beforeAll(async () => {
    if (!program) return
    fourProcesses = await setUp({ count: 4 })
    shortLease = await setUp({ count: 3, lease: 2_000, deadline: 1_000 })
  }, 60_000)
  afterAll(() => Promise.all([fourProcesses?.stop(), shortLease?.stop()]))

  /** How often each id was handled whose name contains `run`. */
  const counts = ({ effects }: Processes, run: string) =>
    effects
      .filter((id) => id.includes(run))
      .reduce((sum, id) => sum.set(id, (sum.get(id) ?? 0) + 1), new Map<string, number>())

  /** Delivers again, as WeChat Pay does, until the response is a 204. */
  async function deliverUntilAccepted(deliver: (i: number) => Promise<ProcessResponse>): Promise<number[]> {
    const statuses: number[] = []
    while (statuses.at(-1) !== 204) {
      if (statuses.length > 0) await sleep(50)
      statuses.push((await deliver(statuses.length)).status)
    }
    return statuses
  }

  it.each([
    ['one id ten thousand times', 1, 10_000],
    ['a hundred ids a hundred times', 100, 100],
  ])('handle each notification once: %s', async (_what, ids, times) => {
    const { processes } = fourProcesses
    const run = crypto.randomUUID()
    let next = 0
    const responses = new Map<number, number>()
    await Promise.all(
      Array.from({ length: 48 }, async () => {
        while (next < ids * times) {
          const i = next++
          // Each id is delivered to every process.
          const { status } = await processes.deliver(`${run}-${i % ids}`, Math.floor(i / ids) + i)
          responses.set(status, (responses.get(status) ?? 0) + 1)
        }
      }),
    )
    expect([...responses.values()].reduce((sum, count) => sum + count)).toBe(10_000)
    expect([...responses.keys()].filter((status) => status !== 204 && status !== 503)).toEqual([])
    const once = new Map(Array.from({ length: ids }, (_, i) => [`${run}-${i}`, 1]))
    await vi.waitFor(() => expect(counts(processes, run)).toEqual(once))
  })

  /** Kills Redis under traffic, and starts it again. */
  async function crash({ redis, processes }: { redis: Redis; processes: Processes }) {
    const run = crypto.randomUUID()
    const ids = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${run}-${name}-${i}`)
    const [before, during, after] = [ids('before', 50), ids('during', 100), ids('after', 50)]
    // Each delivery goes to another process.
    const send = (id: string, i: number) => deliverUntilAccepted((times) => processes.deliver(id, i + times))
    await Promise.all(before.map(send))
    const traffic = during.map(async (id, i) => {
      await sleep(i * 5)
      return send(id, i)
    })
    await sleep(250)
    await redis.kill()
    const down = await Promise.all([0, 1, 2, 3].map((i) => processes.deliver(`${run}-down`, i)))
    expect(down).toEqual([unavailable, unavailable, unavailable, unavailable])
    await redis.start()
    const statuses = (await Promise.all(traffic)).flat()
    expect(statuses.filter((status) => status !== 204 && status !== 503)).toEqual([])
    // No process was restarted.
    await Promise.all([...after, `${run}-down`].map(send))
    // Everything that is handled is delivered once more.
    await Promise.all([...before, ...after].map(send))
    const all = [...before, ...during, ...after, `${run}-down`]
    await vi.waitFor(() => expect(counts(processes, run).size).toBe(all.length))
    return { handled: counts(processes, run), before, during, after: [...after, `${run}-down`] }
  }

  it('respond with 503 while Redis is down, and lose nothing; what Redis lost is handled again', async () => {
    const system = await setUp({ count: 4 })
    try {
      const { handled, before, during, after } = await crash(system)
      expect(after.map((id) => handled.get(id))).toEqual(after.map(() => 1))
      // Redis lost these when it was killed.
      expect(before.map((id) => handled.get(id))).toEqual(before.map(() => 2))
      for (const id of during) expect([1, 2]).toContain(handled.get(id))
    } finally {
      await system.stop()
    }
  })

  it('handle each notification once although Redis crashes, if appendonly is set', async () => {
    const system = await setUp({ count: 4, settings: ['--appendonly', 'yes'] })
    try {
      const { handled } = await crash(system)
      expect([...handled].filter(([, times]) => times !== 1)).toEqual([])
    } finally {
      await system.stop()
    }
  })

  it('handle the next delivery of a notification whose function threw', async () => {
    const { processes } = fourProcesses
    const id = `throws-0-${crypto.randomUUID()}`
    const statuses: number[] = []
    for (const process of [0, 0, 1]) statuses.push((await processes.deliver(id, process)).status)
    expect(statuses).toEqual([500, 204, 204])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })

  it('respond with 500 when the function hangs; another process handles the notification once the lease has ended', async () => {
    const { processes } = shortLease
    const id = `hangs-0-${crypto.randomUUID()}`
    const began = performance.now()
    expect((await processes.deliver(id, 0)).status).toBe(500)
    const statuses = await deliverUntilAccepted(() => processes.deliver(id, 1))
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000)
    expect(statuses.slice(0, -1).filter((status) => status !== 503)).toEqual([])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })

  it('handle what a process crashed on once its lease has ended', async () => {
    const { processes } = shortLease
    const id = `crashes-2-${crypto.randomUUID()}`
    const began = performance.now()
    await expect(processes.deliver(id, 2)).rejects.toThrow()
    const statuses = await deliverUntilAccepted((i) => processes.deliver(id, i % 2))
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000)
    expect(statuses[0]).toBe(503)
    expect(statuses.slice(0, -1).filter((status) => status !== 503)).toEqual([])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })
})
