// What a stranger can make the process hold. Each server runs in a process of its own, with a heap of 128 MB.
import { afterEach, describe, expect, it } from 'vitest'
import {
  oneByteChunks,
  oneByteFrames,
  type SmallProcess,
  send,
  stalledStreams,
  startSmallProcess,
} from '../support/attack.ts'

// The old way to keep a body took 13 MB of heap for each of these connections. WXDP_CONNECTIONS=60 tries more.
const connections = Number(process.env.WXDP_CONNECTIONS ?? 20)
const deadline = 1_000
const open: SmallProcess[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.stop()
})

async function start(host: string): Promise<SmallProcess> {
  const server = await startSmallProcess(host, deadline)
  open.push(server)
  return server
}

/** Waits until everything is closed. Memory that is in use then was not there before. */
async function expectMemoryBack(server: SmallProcess, before: number): Promise<void> {
  await expect.poll(async () => (await server.holding()).open, { timeout: 30_000, interval: 200 }).toBe(0)
  expect((await server.holding()).used).toBeLessThan(before + 16)
}

describe.each([
  ['node:http', 413],
  ['express', 413],
  ['koa', 413],
  ['fastify', 413],
  // A Web server shows no chunks, only a stream of them.
  ['web', 408],
])('on %s', (host, status) => {
  it('65,000 chunks of one byte on many connections: refused, and nothing is kept', async () => {
    const server = await start(host)
    const { used } = await server.holding()
    const bytes = oneByteChunks(65_000)
    const statuses = await Promise.all(Array.from({ length: connections }, () => send(server.port, bytes)))
    expect(new Set(statuses)).toEqual(new Set([status]))
    await expectMemoryBack(server, used)
  })
})

describe('on node:http2', () => {
  it('65,000 frames of one byte on many connections: refused, and nothing is kept', async () => {
    const server = await start('node:http2')
    const { used } = await server.holding()
    const bytes = oneByteFrames(65_000)
    for (let i = 0; i < connections; i++) void send(server.port, bytes)
    await expect.poll(async () => (await server.holding()).began, { timeout: 30_000 }).toBe(connections)
    await expectMemoryBack(server, used)
  })

  it('400 requests whose bodies stall, half of them too large: their streams end with the response', async () => {
    const server = await start('node:http2')
    const { used } = await server.holding()
    for (const size of [100, 100, 70_000, 70_000]) void send(server.port, stalledStreams(100, size))
    await expect.poll(async () => (await server.holding()).began, { timeout: 30_000 }).toBeGreaterThan(200)
    await expectMemoryBack(server, used)
  })
})
