import { afterAll, describe } from 'vitest'
import { type DeadLetter, queueContract } from '../support/queue-contract.ts'
import type { Log } from '../support/queue-function.ts'
import { startWorkerd, type Workerd } from '../support/workerd.ts'

describe('a queue of Cloudflare', () => {
  let workerd: Workerd | undefined
  afterAll(() => workerd?.stop())

  queueContract(async () => {
    workerd = await startWorkerd('queue-worker.ts', {
      durableObjects: { PLANS: { className: 'PlanObject', useSQLite: true } },
      kvNamespaces: ['DEAD_LETTERS'],
      queueProducers: { QUEUE: 'plans' },
      queueConsumers: {
        plans: { maxBatchSize: 10, maxBatchTimeout: 0.05, maxRetries: 20, deadLetterQueue: 'plans-dead' },
        'plans-dead': { maxBatchTimeout: 0.05 },
      },
    })
    const { dispatch } = workerd
    const ask = async <T>(path: string, body: unknown = null): Promise<T> =>
      JSON.parse(await (await dispatch(path, { method: 'POST', body: JSON.stringify(body) })).text()) as T
    return {
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
  })
})
