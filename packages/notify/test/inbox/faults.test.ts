import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crash, killClaimers, processFaults, race, startBoth } from '../support/fault-cases.ts'
import { startProcesses } from '../support/processes.ts'

const program = await findRedis()

const startServer = (...settings: string[]) => startRedis({ program: `${program}`, settings })

async function crashWith(...settings: string[]) {
  const server = await startServer(...settings)
  const processes = await startProcesses({ count: 4, store: { kind: 'redis', port: server.port } })
  try {
    return await crash({ server, processes })
  } finally {
    await Promise.all([processes.stop(), server.stop()])
  }
}

// The processes choose their provider themselves, so a second run would test the same.
const times = { timeout: 180_000 }
describe.runIf(process.env.WXDP_PROVIDER === 'node')('several processes with one Redis', times, () => {
  skipWithout(program, 'redis-server')
  let redis: Redis
  let processes: Awaited<ReturnType<typeof startBoth>>
  beforeAll(async () => {
    if (!program) return
    redis = await startServer()
    processes = await startBoth({ kind: 'redis', port: redis.port })
  }, 60_000)
  afterAll(async () => {
    await processes?.stop()
    await redis?.stop()
  })

  it.each([
    ['one id ten thousand times', 1, 10_000],
    ['a hundred ids a hundred times', 100, 100],
  ])('handle each notification once: %s', (_what, ids, count) => race(processes.fourProcesses, ids, count))

  it('respond with 503 while Redis is down, and lose nothing; what Redis lost is handled again', async () => {
    const { handled, before, during, after } = await crashWith()
    expect(after.map((id) => handled.get(id))).toEqual(after.map(() => 1))
    // Redis lost these when it was killed.
    expect(before.map((id) => handled.get(id))).toEqual(before.map(() => 2))
    for (const id of during) expect([1, 2]).toContain(handled.get(id))
  })

  it('handle each notification once although Redis crashes, if appendonly is set', async () => {
    const { handled } = await crashWith('--appendonly', 'yes')
    expect([...handled].filter(([, times]) => times !== 1)).toEqual([])
  })

  processFaults(
    () => processes.fourProcesses,
    () => processes.shortLease,
  )

  it('lose nothing when processes are killed, and handle nothing again that has had its 204', async () => {
    await killClaimers(processes.shortLease, 50, 3)
  })
})
