// From the queue to the function, without an engine: what it does is the contract of packages/notify/test/queue.
import { createReceiver, NotifyError } from '@wxdp/notify'
import {
  type BullmqJob,
  createBullmqConsumer,
  createBullmqSender,
  type PlanStore,
  type QueuedNotification,
  replayBullmqJob,
} from '@wxdp/notify/bullmq'
import {
  createDurableObjectPlans,
  createQueueConsumer,
  createQueueSender,
  PlanObject,
  replayDeadLetter,
} from '@wxdp/notify/cloudflare-queue'
import { apiV3Key } from '@wxdp-internal/fixtures'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { equal, refuses, test } from '../harness/index.ts'
import { callback } from './support/callback.ts'
import { second, verifier } from './support/platform.ts'

const group = 'queues'

/** A store in memory, behind the code of the object. */
function createPlans(): PlanStore {
  const texts = new Map<unknown, Map<string, unknown>>()
  return createDurableObjectPlans({
    namespace: {
      idFromName: (name) => name,
      get(id) {
        const entries = texts.get(id) ?? new Map<string, unknown>()
        texts.set(id, entries)
        const get = async (key: string) => entries.get(key)
        const put = async (key: string, value: unknown) => void entries.set(key, value)
        const object = new PlanObject({ storage: { transaction: (closure) => closure({ get, put }) } })
        return { fetch: (url, init) => object.fetch(new Request(url, init)) }
      },
    },
  })
}

/** What a sender writes for a genuine callback. */
async function queued(id: string, minute: number): Promise<QueuedNotification> {
  const resource = { ...planChange, modify_time: `2026-03-23T10:${minute}:35.120+08:00` }
  const receive = createReceiver({ verifier, apiV3Key })
  const notification = await receive(await callback(await planChangeEnvelope({ id, resource })))
  const sent: QueuedNotification[] = []
  const add = async (_name: string, message: QueuedNotification) => void sent.push(message)
  await createBullmqSender({ queue: { add } })(notification, { serialNo: 'A1', timestamp: second })
  // As it is on the queue.
  return JSON.parse(JSON.stringify(sent[0]))
}

const jobOf = (data: unknown): BullmqJob => ({
  ...{ id: '1', data, attemptsMade: 0, opts: { attempts: 3 }, getState: async () => 'active' },
  ...{ moveToDelayed: async () => {}, retry: async () => {} },
})

/** The code that a consumer reports for one message. */
async function reported(data: unknown, plans: PlanStore, work = () => {}): Promise<never> {
  let error: unknown
  const observe = (event: { error?: unknown }): void => {
    error = event.error
  }
  const { processor } = createBullmqConsumer({ plans, onNotification: work, observe })
  await processor(jobOf(data)).catch(() => {})
  throw error
}

test(group, 'applies a change, and skips what is older and what is there twice', async () => {
  const plans = createPlans()
  const handled: string[] = []
  const onNotification = ({ id, resourceText }: { id: string; resourceText: string }): void =>
    void handled.push(`${id} ${JSON.parse(resourceText).plan_state}`)
  const { processor } = createBullmqConsumer({ plans, onNotification })
  const outcomes = [
    await processor(jobOf(await queued('two', 31))),
    await processor(jobOf(await queued('one', 30))),
    await processor(jobOf(await queued('two', 31))),
  ]
  equal(outcomes.join(), 'applied,stale,duplicate')
  equal(handled.join(), `two ${planChange.plan_state}`)
})

test(group, 'keeps a dead letter and replays it', async () => {
  const letters = new Map<string, string>()
  const deadLetters = {
    get: async (key: string) => letters.get(key) ?? null,
    put: async (key: string, value: string) => void letters.set(key, value),
    delete: async (key: string) => void letters.delete(key),
  }
  const consume = createQueueConsumer(() => ({
    ...{ plans: createPlans(), deadLetters, observe() {} },
    onNotification: () => Promise.reject(new NotifyError('NOTIFY_QUEUE_REJECTED', 'no')),
  }))
  const ends: string[] = []
  const body = await queued('letter', 30)
  const message = { id: 'm', body, attempts: 1, ack: () => ends.push('ack'), retry: () => ends.push('retry') }
  await consume({ queue: 'q', messages: [message] }, {})
  const sent: unknown[] = []
  const queue = { send: async (again: unknown) => void sent.push(again) }
  await replayDeadLetter({ deadLetters, queue, id: 'letter' })
  equal(`${ends} ${JSON.stringify(sent) === JSON.stringify([body])} ${letters.size}`, 'ack true 0')
})

const fails = () => Promise.reject(new Error('down'))
/** A store that has one text, and refuses the second time that it is to write. */
function storeOf(texts: readonly (string | undefined)[]): PlanStore {
  let [reads, writes] = [0, 0]
  return {
    read: async () => ({ text: texts[reads++ % texts.length], now: 0 }),
    replace: async () => writes++ !== 1,
    known: async () => undefined,
  }
}

const causes: Readonly<Record<string, () => unknown>> = {
  async NOTIFY_QUEUE_UNAVAILABLE() {
    const notification = await createReceiver({ verifier, apiV3Key })(await callback())
    return createQueueSender({ queue: { send: fails } })(notification, { serialNo: 'A1', timestamp: second })
  },
  NOTIFY_QUEUE_MESSAGE: () => reported({ wxdp: 2 }, createPlans()),
  NOTIFY_QUEUE_REJECTED: async () =>
    reported(await queued('1', 30), createPlans(), () => {
      throw new NotifyError('NOTIFY_QUEUE_REJECTED', 'no')
    }),
  NOTIFY_PLAN_BUSY: async () =>
    reported(await queued('1', 30), storeOf(['1 {"begun":{"until":1},"ids":[]}'])),
  NOTIFY_PLANS_UNAVAILABLE: async () => reported(await queued('1', 30), { ...storeOf([]), read: fails }),
  NOTIFY_LEASE_EXCEEDED: async () => reported(await queued('1', 30), storeOf([undefined, '1 {"ids":[]}'])),
  NOTIFY_DEAD_LETTER_MISSING: () => replayBullmqJob({ queue: { getJob: async () => undefined }, id: '1' }),
}

for (const [code, cause] of Object.entries(causes)) test(group, code, () => refuses(code, cause))
