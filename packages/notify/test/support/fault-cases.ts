import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { type Processes, type ProcessResponse, startProcesses } from './processes.ts'
import type { Store } from './stores.ts'

/** A server that can be killed and started again. */
export interface Restartable {
  kill(): Promise<void>
  start(): Promise<void>
}

export const unavailable = { status: 503, body: '{"code":"FAIL","message":"NOTIFY_INBOX_UNAVAILABLE"}' }

/** How often each id was handled whose name contains `run`. */
export function counts({ effects }: Processes, run: string): Map<string, number> {
  return effects
    .filter((id) => id.includes(run))
    .reduce((sum, id) => sum.set(id, (sum.get(id) ?? 0) + 1), new Map<string, number>())
}

/** Delivers again, as WeChat Pay does, until the response is a 204. */
export async function deliverUntilAccepted(
  deliver: (i: number) => Promise<ProcessResponse>,
): Promise<number[]> {
  const statuses: number[] = []
  while (statuses.at(-1) !== 204) {
    if (statuses.length > 0) await sleep(50)
    statuses.push((await deliver(statuses.length)).status)
  }
  return statuses
}

/** Delivers notifications many times to all processes, and expects each to be handled once. */
export async function race(processes: Processes, ids: number, times: number): Promise<void> {
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
  expect([...responses.values()].reduce((sum, count) => sum + count)).toBe(ids * times)
  expect([...responses.keys()].filter((status) => status !== 204 && status !== 503)).toEqual([])
  const once = new Map(Array.from({ length: ids }, (_, i) => [`${run}-${i}`, 1]))
  await vi.waitFor(() => expect(counts(processes, run)).toEqual(once))
}

/** Kills the server under traffic, and starts it again. */
export async function crash({ server, processes }: { server: Restartable; processes: Processes }) {
  const run = crypto.randomUUID()
  const ids = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${run}-${name}-${i}`)
  const [before, during, after] = [ids('before', 50), ids('during', 100), ids('after', 50)]
  // Each delivery goes to another process.
  const send = (id: string, i: number) => deliverUntilAccepted((times) => processes.deliver(id, i + times))
  await Promise.all(before.map(send))
  const traffic = during.map(async (id, i) => {
    await sleep(i * 5)
    return send(id, i)
  })
  await sleep(250)
  await server.kill()
  const down = await Promise.all([0, 1, 2, 3].map((i) => processes.deliver(`${run}-down`, i)))
  expect(down).toEqual([unavailable, unavailable, unavailable, unavailable])
  await server.start()
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

/**
 * Kills one process after another under traffic.
 *
 * @returns How often each notification was handled, when each has had its 204.
 */
export async function killClaimers(processes: Processes, count: number, kills: number) {
  const run = crypto.randomUUID()
  const ids = Array.from({ length: count }, (_, i) => `${run}-${i}`)
  const send = (id: string, i: number) =>
    deliverUntilAccepted((times) =>
      // A process that is killed resets the connection.
      processes.deliver(id, i + times).catch(() => ({ status: 0, body: '' })),
    )
  let killed = 0
  const killing = (async () => {
    while (killed < kills) {
      await sleep(60)
      await processes.replace(killed++)
    }
  })()
  const statuses = await Promise.all(
    ids.map(async (id, i) => {
      await sleep((i * kills * 150) / count)
      return send(id, i)
    }),
  )
  await killing
  expect(statuses.flat().filter((status) => ![0, 204, 503].includes(status))).toEqual([])
  const handled = counts(processes, run)
  expect([...handled.keys()].sort()).toEqual([...ids].sort())
  // What has had its 204 is never handled again.
  await Promise.all(ids.map(send))
  expect(counts(processes, run)).toEqual(handled)
  return { handled, resets: statuses.flat().filter((status) => status === 0).length }
}

/**
 * What functions and processes do.
 *
 * @param fourProcesses Four of them.
 * @param shortLease Three, with a lease of two seconds and a deadline of one.
 */
export function processFaults(fourProcesses: () => Processes, shortLease: () => Processes): void {
  it('handle the next delivery of a notification whose function threw', async () => {
    const processes = fourProcesses()
    const id = `throws-0-${crypto.randomUUID()}`
    const statuses: number[] = []
    for (const process of [0, 0, 1]) statuses.push((await processes.deliver(id, process)).status)
    expect(statuses).toEqual([500, 204, 204])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })

  it('respond with 500 when the function hangs; another process handles the notification once the lease has ended', async () => {
    const processes = shortLease()
    const id = `hangs-0-${crypto.randomUUID()}`
    const began = performance.now()
    expect((await processes.deliver(id, 0)).status).toBe(500)
    const statuses = await deliverUntilAccepted(() => processes.deliver(id, 1))
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000)
    expect(statuses.slice(0, -1).filter((status) => status !== 503)).toEqual([])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })

  it('handle what a process crashed on once its lease has ended', async () => {
    const processes = shortLease()
    const id = `crashes-2-${crypto.randomUUID()}`
    const began = performance.now()
    await expect(processes.deliver(id, 2)).rejects.toThrow()
    const statuses = await deliverUntilAccepted((i) => processes.deliver(id, i % 2))
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_000)
    expect(statuses[0]).toBe(503)
    expect(statuses.slice(0, -1).filter((status) => status !== 503)).toEqual([])
    await vi.waitFor(() => expect(counts(processes, id)).toEqual(new Map([[id, 1]])))
  })
}

/** Starts the processes of the cases. */
export async function startBoth(store: Store) {
  const fourProcesses = await startProcesses({ count: 4, store })
  const shortLease = await startProcesses({ count: 3, store, lease: 2_000, deadline: 1_000 })
  return { fourProcesses, shortLease, stop: () => Promise.all([fourProcesses.stop(), shortLease.stop()]) }
}
