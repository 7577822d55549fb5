import { afterAll, describe, expect, it, vi } from 'vitest'
import { type DeadLetter, messageOf, type QueueUnderTest, queueContract } from '../support/queue-contract.ts'
import type { Log } from '../support/queue-function.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

describe('a queue of Cloudflare', () => {
  let workerd: Workerd | undefined
  let queue: QueueUnderTest
  afterAll(() => workerd?.stop())
  const ask = async <T>(path: string, body: unknown = null): Promise<T> => {
    const response = await workerd?.dispatch(path, { method: 'POST', body: JSON.stringify(body) })
    return JSON.parse((await response?.text()) ?? '') as T
  }

  queueContract(async () => {
    workerd = await startWorkerd('queue-worker.ts', {
      durableObjects: { PLANS: { className: 'CrashingPlanObject', useSQLite: true } },
      kvNamespaces: ['DEAD_LETTERS'],
      queueProducers: { QUEUE: 'plans' },
      queueConsumers: {
        plans: { maxBatchSize: 10, maxBatchTimeout: 0.05, maxRetries: 20, deadLetterQueue: 'plans-dead' },
        'plans-dead': { maxBatchTimeout: 0.05 },
      },
    })
    const { dispatch } = workerd
    queue = {
      post: async ({ headers, body }) => (await dispatch('/', { method: 'POST', headers, body })).status,
      put: (message) => ask('/put', message),
      look: () => ask<Log>('/look'),
      repair: (id) => ask('/repair', id),
      async deadLetters() {
        const letters = await ask<{ reason: string; message: { id?: string } | null }[]>('/dead-letters')
        return letters.map(({ reason, message }): DeadLetter => ({ id: message?.id, reason }))
      },
      async replay(id) {
        const result = await ask<string>('/replay', id)
        if (result !== 'ok') throw new Error(result)
      },
    }
    return queue
  })

  /** Puts a change of each of some new plans on the queue, and waits until all of them are handled. */
  async function handleAll(count: number): Promise<{ ids: string[]; log: Log }> {
    const ids = Array.from({ length: count }, () => `crash-${crypto.randomUUID()}`)
    await Promise.all(ids.map((id) => queue.put(messageOf({ id, plan: id }))))
    const finished = new Set(['applied', 'duplicate'])
    return vi.waitFor(
      async () => {
        const log = await queue.look()
        const done = new Set(log.events.filter((event) => finished.has(event.outcome)).map(({ id }) => id))
        expect(ids.filter((id) => !done.has(id))).toEqual([])
        expect((await ask<Record<string, number>>('/arm', {})).consumer).toBe(0)
        return { ids, log }
      },
      { timeout: 40_000, interval: 50 },
    )
  }
  const callsOf = ({ calls }: Log, ids: readonly string[]) => calls.filter(({ id }) => ids.includes(id))

  it('loses nothing and applies nothing twice if its consumer crashes in the middle of a batch', async () => {
    await ask('/arm', { consumer: 2 })
    const { ids, log } = await handleAll(20)
    expect(
      callsOf(log, ids)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort())
    // What had been applied was delivered again.
    expect(
      log.events.filter(({ id, outcome }) => ids.includes(id ?? '') && outcome === 'duplicate'),
    ).not.toEqual([])
    expect((await queue.deadLetters()).filter(({ id }) => ids.includes(id ?? ''))).toEqual([])
  })

  it.each(['before', 'after'])(
    'tries again if the object of a plan crashes %s it stores a step',
    async (when) => {
      await ask('/arm', { [when]: 3 })
      const { ids, log } = await handleAll(3)
      const failed = log.events.filter(({ id, outcome }) => ids.includes(id ?? '') && outcome === 'failed')
      expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['NOTIFY_PLANS_UNAVAILABLE']))
      // If the end of a turn is not known to be stored, the change is applied again: at least once.
      expect(new Set(callsOf(log, ids).map(({ id }) => id))).toEqual(new Set(ids))
    },
  )
})
