// What the engines cannot be made to do: stores that fail, leases that are too short, bindings that reject.
import { NotifyError } from '@wxdp/notify'
import {
  type BullmqJob,
  createBullmqConsumer,
  createBullmqSender,
  createMissedSender,
  createRedisPlans,
  type PlanStore,
  type QueueConsumerSettings,
  type QueuedNotification,
  type QueueEvent,
} from '@wxdp/notify/bullmq'
import {
  type CloudflareMessage,
  createDurableObjectPlans,
  createQueueConsumer,
  createQueueSender,
  PlanObject,
  replayDeadLetter,
} from '@wxdp/notify/cloudflare-queue'
import { codeOf } from '@wxdp-internal/fixtures'
import { planChange as resource } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import { messageOf } from '../support/queue-contract.ts'
import { createStorageInMemory } from '../support/storage-in-memory.ts'

/** A store in memory, with the object's own code. */
function createPlans(): PlanStore {
  const objects = new Map<unknown, PlanObject>()
  return createDurableObjectPlans({
    namespace: {
      idFromName: (name) => name,
      get(id) {
        const object = objects.get(id) ?? new PlanObject({ storage: createStorageInMemory() })
        objects.set(id, object)
        return { fetch: (url, init) => object.fetch(new Request(url, init)) }
      },
    },
  })
}

const jobOf = (data: unknown, changes: Partial<BullmqJob> = {}): BullmqJob => ({
  id: 'job',
  data,
  attemptsMade: 0,
  opts: { attempts: 2 },
  moveToDelayed: async () => {},
  getState: async () => 'active',
  retry: async () => {},
  ...changes,
})

/** Runs a job, and returns its result or its error, and the events. */
async function run(settings: Partial<QueueConsumerSettings>, job: BullmqJob) {
  const events: QueueEvent[] = []
  const observe = (event: QueueEvent): number => events.push(event)
  const consumer = createBullmqConsumer({ onNotification() {}, plans: createPlans(), observe, ...settings })
  return { result: await consumer.processor(job, 'token').catch((error: Error) => error), events }
}

describe('a consumer', () => {
  it('reports what the store failed with, and is tried again', async () => {
    const failing = { ...createPlans(), read: () => Promise.reject(new Error('connection lost')) }
    const { result, events } = await run({ plans: failing }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(result).toMatchObject({
      name: 'Error',
      message: `NOTIFY_PLANS_UNAVAILABLE: The store of the plans failed; see the cause.${ERROR_LINK}notify_plans_unavailable Error: connection lost`,
    })
    expect(events).toMatchObject([{ outcome: 'failed', code: 'NOTIFY_PLANS_UNAVAILABLE' }])
  })

  it('refuses a store that has something else under its key', async () => {
    const foreign = { ...createPlans(), read: async () => ({ text: '{}', now: 0 }) }
    const { result } = await run({ plans: foreign }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(`${result}`).toContain('The store holds something else under the key of a plan.')
  })

  it('does not try for ever to store the end of a turn', async () => {
    const plans = createPlans()
    let writes = 0
    const stuck: PlanStore = {
      ...plans,
      replace: async (...args) => writes++ === 0 && plans.replace(...args),
    }
    const { events } = await run({ plans: stuck }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(events).toMatchObject([{ outcome: 'failed', code: 'NOTIFY_PLANS_UNAVAILABLE' }])
  })

  it('knows an end that was stored although the store said that it was not', async () => {
    const plans = createPlans()
    let writes = 0
    const lossy: PlanStore = {
      ...plans,
      replace: async (...args) => (await plans.replace(...args)) && writes++ % 2 === 1,
    }
    const { result } = await run({ plans: lossy }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(result).toBe('applied')
    expect(await plans.known('1')).toMatchObject({ id: '1', plan_state: 'DELIVERING' })
  })

  it('passes on the error of a function whose turn cannot be given back', async () => {
    const plans = createPlans()
    let writes = 0
    const dying: PlanStore = {
      ...plans,
      replace: (...args) => (writes++ === 0 ? plans.replace(...args) : Promise.reject(new Error('gone'))),
    }
    const onNotification = (): never => {
      throw new TypeError('mine')
    }
    const { result } = await run({ plans: dying, onNotification }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(result).toMatchObject({ name: 'Error', message: 'TypeError: mine' })
  })

  it('says so if the function takes longer than the lease and its plan has moved on', async () => {
    const plans = createPlans()
    let now = 0
    const timed: PlanStore = { ...plans, read: async (id) => ({ ...(await plans.read(id)), now }) }
    const inner = () =>
      run({ plans: timed }, jobOf(messageOf({ id: '2', plan: '1', second: 2 }), { id: 'b' }))
    const { result, events } = await run(
      {
        plans: timed,
        lease: 50,
        async onNotification() {
          now = 50
          expect((await inner()).result).toBe('applied')
        },
      },
      jobOf(messageOf({ id: '1', plan: '1', second: 1 })),
    )
    expect(result).toBe('applied')
    expect(events).toMatchObject([{ outcome: 'applied', error: { code: 'NOTIFY_LEASE_EXCEEDED' } }])
    // The newer change stays the newest.
    expect(await plans.known('1')).toMatchObject({ id: '2' })
  })

  it('lets other jobs go first while its plan is busy, which is no attempt', async () => {
    const plans = createPlans()
    const moveToDelayed = vi.fn(async () => {})
    const inner = () =>
      run({ plans }, jobOf(messageOf({ id: '2', plan: '1', second: 2 }), { id: 'b', moveToDelayed }))
    let waited: Awaited<ReturnType<typeof inner>> | undefined
    await run(
      {
        plans,
        async onNotification() {
          waited = await inner()
        },
      },
      jobOf(messageOf({ id: '1', plan: '1', second: 1 })),
    )
    expect(waited?.result).toMatchObject({ name: 'DelayedError' })
    expect(waited?.events).toMatchObject([{ outcome: 'busy', code: 'NOTIFY_PLAN_BUSY', attempt: 1 }])
    expect(moveToDelayed).toHaveBeenCalledWith(expect.any(Number), 'token')
  })

  it('counts a job without attempts as dead at once', async () => {
    const onNotification = () => Promise.reject('a string')
    const job = jobOf(messageOf({ id: '1', plan: '1' }), { opts: {} })
    const { result, events } = await run({ onNotification }, job)
    expect(result).toMatchObject({ message: 'a thrown string' })
    expect(events).toMatchObject([{ outcome: 'dead' }])
  })

  it("takes BullMQ's own UnrecoverableError for what it is", async () => {
    const { UnrecoverableError } = await import('bullmq')
    const onNotification = () => Promise.reject(new UnrecoverableError('never'))
    const { result, events } = await run({ onNotification }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(result).toMatchObject({ name: 'UnrecoverableError', message: 'UnrecoverableError: never' })
    expect(events).toMatchObject([{ outcome: 'dead' }])
  })

  it('logs what failed in one line, and nothing else, without observe', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const plans = createPlans()
    const cause = new Error('two\nlines')
    const unreadable = new Proxy(new Error('x'), {
      get() {
        throw new Error('no')
      },
    })
    for (const error of [undefined, new NotifyError('NOTIFY_QUEUE_REJECTED', 'No.', { cause }), unreadable]) {
      const onNotification = async (): Promise<void> => {
        if (error) throw error
      }
      const { processor } = createBullmqConsumer({ onNotification, plans })
      const id = `${error ? 'failing' : 'fine'}-${logged.mock.calls.length}`
      await processor(jobOf(messageOf({ id, plan: id }))).catch(() => {})
    }
    await createBullmqConsumer({ onNotification() {}, plans })
      .processor(jobOf(null))
      .catch(() => {})
    expect(logged.mock.calls.flat()).toEqual([
      `wxdp: dead, notification failing-0, attempt 1: NOTIFY_QUEUE_REJECTED: No.${ERROR_LINK}notify_queue_rejected Error: two lines`,
      'wxdp: failed, notification failing-1, attempt 1: a thrown object that cannot be shown',
      expect.stringContaining('wxdp: dead, notification without id, attempt 1: NOTIFY_QUEUE_MESSAGE: '),
    ])
    logged.mockRestore()
  })

  it('ignores what observe rejects with', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown): void => void rejections.push(reason)
    process.on('unhandledRejection', note)
    const observe = async (): Promise<never> => {
      throw new Error('mine')
    }
    const { result } = await run({ observe }, jobOf(messageOf({ id: '1', plan: '1' })))
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', note)
    expect([rejections, result]).toEqual([[], 'applied'])
  })

  it('ignores what observe throws', async () => {
    const observe = (): never => {
      throw new Error('mine')
    }
    const { result } = await run({ observe }, jobOf(messageOf({ id: '1', plan: '1' })))
    expect(result).toBe('applied')
  })

  it('refuses wrong options', async () => {
    const plans = createPlans()
    const onNotification = (): void => {}
    const makes: (() => unknown)[] = [
      () => createBullmqConsumer({ plans, onNotification: 1 as never }),
      () => createBullmqConsumer({ plans: {} as never, onNotification }),
      () => createBullmqConsumer({ plans: undefined as never, onNotification }),
      () => createBullmqConsumer({ plans, onNotification, lease: 0 }),
      () => createBullmqConsumer({ plans, onNotification, observe: 1 as never }),
      () => createBullmqSender({ queue: {} as never }),
      () => createQueueSender({ queue: undefined as never }),
      () => createMissedSender(undefined as never),
      () => createRedisPlans({ client: {} as never }),
      () => createRedisPlans({ client: { call: async () => 1 }, prefix: 1 as never }),
      () => createRedisPlans({ client: { call: async () => 1 }, remember: 0.5 }),
      () => createDurableObjectPlans({ namespace: undefined as never }),
      ...[{ deadLetters: undefined }, { attempts: 0 }, { retryDelay: -1 }].map((wrong) => () => {
        const base = { plans, onNotification, deadLetters: createLetters() }
        return createQueueConsumer(() => ({ ...base, ...wrong }) as never)({ queue: 'q', messages: [] }, {})
      }),
    ]
    for (const make of makes)
      expect([`${make}`, await codeOf(make)]).toEqual([`${make}`, 'NOTIFY_OPTION_INVALID'])
  })
})

function createLetters() {
  const entries = new Map<string, string>()
  return {
    entries,
    get: async (key: string) => entries.get(key) ?? null,
    put: async (key: string, value: string) => void entries.set(key, value),
    delete: async (key: string) => void entries.delete(key),
  }
}

interface Given extends CloudflareMessage {
  readonly ends: string[]
}

let messages = 0
function given(body: unknown, attempts = 1): Given {
  const ends: string[] = []
  return {
    id: `message-${++messages}`,
    body,
    attempts,
    ends,
    ack: () => void ends.push('ack'),
    retry: (options) => void ends.push(`retry after ${options?.delaySeconds}`),
  }
}

describe('a consumer of Cloudflare', () => {
  const setUp = (changes: object = {}) => {
    const deadLetters = createLetters()
    const events: QueueEvent[] = []
    const plans = createPlans()
    const consume = createQueueConsumer(() => ({
      plans,
      deadLetters,
      onNotification() {},
      observe: (event: QueueEvent) => void events.push(event),
      deadLetterQueue: 'dead',
      ...changes,
    }))
    return { consume, events, deadLetters, plans }
  }

  it('handles the changes of one plan in the order of the batch', async () => {
    const order: string[] = []
    const { consume } = setUp({
      async onNotification({ id }: { id: string }) {
        order.push(`${id} begins`)
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(`${id} ends`)
      },
    })
    const batch = [1, 2, 3].map((second) => given(messageOf({ id: `${second}`, plan: 'p', second })))
    await consume({ queue: 'plans', messages: batch }, {})
    expect(order).toEqual(['1', '2', '3'].flatMap((id) => [`${id} begins`, `${id} ends`]))
    expect(batch.flatMap(({ ends }) => ends)).toEqual(['ack', 'ack', 'ack'])
  })

  it('waits longer after each attempt, 300 s at most', async () => {
    const onNotification = () => Promise.reject(new Error('mine'))
    const { consume } = setUp({ onNotification, attempts: 12 })
    const batch = [1, 2, 3, 11].map((attempt) =>
      given(messageOf({ id: `${attempt}`, plan: `${attempt}` }), attempt),
    )
    await consume({ queue: 'plans', messages: batch }, {})
    const delays = [10, 20, 40, 300].map((delay) => `retry after ${delay}`)
    expect(batch.flatMap(({ ends }) => ends)).toEqual(delays)
  })

  it('is tried again, and no attempt too many, if its plan stays busy', async () => {
    const { consume, events, plans } = setUp({ lease: 60, attempts: 1 })
    // A turn whose lease is far from its end, by a clock that stands still.
    const begun = { id: '9', modify_time: resource.modify_time, owner: 'other', until: 1 }
    await plans.replace('p', undefined, `1 ${JSON.stringify({ begun, ids: [] })}`)
    Object.assign(plans, { read: async () => ({ text: `1 ${JSON.stringify({ begun, ids: [] })}`, now: 0 }) })
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
    try {
      const message = given(messageOf({ id: '1', plan: 'p' }), 7)
      const consumed = consume({ queue: 'plans', messages: [message] }, {})
      await vi.advanceTimersByTimeAsync(6_000)
      await consumed
      expect(message.ends).toEqual(['retry after 300'])
      expect(events).toMatchObject([{ outcome: 'busy', code: 'NOTIFY_PLAN_BUSY' }])
    } finally {
      vi.useRealTimers()
    }
  })

  it('keeps what has no id under the id of the message', async () => {
    const { consume, deadLetters } = setUp()
    const message = given(null)
    await consume({ queue: 'plans', messages: [message] }, {})
    expect(message.ends).toEqual(['ack'])
    expect([...deadLetters.entries.keys()]).toEqual([`notification:${message.id}`])
  })

  it('does not acknowledge a dead letter that it could not keep', async () => {
    const deadLetters = { ...createLetters(), put: () => Promise.reject(new Error('KV is down')) }
    const { consume, events } = setUp({ deadLetters })
    const [foreign, given2] = [given(null), given({ id: 'crashed' }, 3)]
    await consume({ queue: 'plans', messages: [foreign] }, {})
    await consume({ queue: 'dead', messages: [given2] }, {})
    expect([foreign.ends, given2.ends]).toEqual([['retry after 10'], ['retry after 60']])
    expect(events).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed', id: 'crashed', attempt: 3 }])
  })

  it('keeps what Cloudflare moved to its dead-letter queue, for replays', async () => {
    const { consume, events, deadLetters } = setUp()
    const body = messageOf({ id: 'crashed', plan: 'p' })
    const message = given(body)
    await consume({ queue: 'dead', messages: [message] }, {})
    expect(message.ends).toEqual(['ack'])
    expect(events).toMatchObject([{ outcome: 'dead', id: 'crashed' }])
    const sent: unknown[] = []
    const queue = { send: async (again: unknown) => void sent.push(again) }
    await replayDeadLetter({ deadLetters, queue, id: 'crashed' })
    expect(sent).toEqual([body])
    expect(await codeOf(() => replayDeadLetter({ deadLetters, queue, id: 'crashed' }))).toBe(
      'NOTIFY_DEAD_LETTER_MISSING',
    )
  })
})

describe('a sender of missed changes', () => {
  it('puts a change on the queue that a consumer handles like a callback, once', async () => {
    const sent: QueuedNotification[] = []
    const queue = { send: async (message: QueuedNotification) => void sent.push(message) }
    const missed = createMissedSender(createQueueSender({ queue }))
    const known = {
      plan_state: 'CREATED',
      audit_state: 'PROCESSING',
      modify_time: '2026-11-29T10:00:00+08:00',
    }
    const change = { plan_id: '1', plan_state: 'DELIVERING', audit_state: 'PASSED' }
    await missed({ ...change, modify_time: '2026-11-29T10:00:01+08:00', known: undefined })
    // Two runs that overlap.
    await missed({ ...change, plan_state: 'PAUSED', modify_time: '2026-11-29T10:00:02+08:00', known })
    await missed({ ...change, plan_state: 'PAUSED', modify_time: '2026-11-29T10:00:03+08:00', known })
    const plans = createPlans()
    const onNotification = vi.fn()
    const results = []
    for (const message of sent) results.push((await run({ plans, onNotification }, jobOf(message))).result)
    expect(results).toEqual(['applied', 'applied', 'duplicate'])
    expect(onNotification.mock.calls[0]?.[0]).toMatchObject({
      kind: 'planChange',
      event_type: 'DELIVERY_PLAN.CHANGE',
      resource: { ...change, change_reason: '' },
    })
    expect(onNotification.mock.calls[0]?.[1]).toMatchObject({ serialNo: '', attempt: 1 })
    expect(await plans.known('1')).toMatchObject({ plan_state: 'PAUSED' })
  })
})

describe('a sender', () => {
  it('rejects if the queue does, without what the error carries', async () => {
    const failure = Object.assign(new Error('down'), { command: { args: ['the notification'] } })
    const fail = () => Promise.reject(failure)
    const notification = { id: '1', kind: 'unknown', resource, resourceText: '{}' }
    for (const send of [
      createBullmqSender({ queue: { add: fail } }),
      createQueueSender({ queue: { send: fail } }),
    ]) {
      const error = await send(notification, { serialNo: 'a', timestamp: 1 }).catch(
        (reason: unknown) => reason,
      )
      expect(error).toMatchObject({ code: 'NOTIFY_QUEUE_UNAVAILABLE', cause: { message: 'down' } })
      expect(error).not.toHaveProperty('cause.command')
    }
  })

  it.each(['1', 'a:b', '2018:3', '../x', '微信', '\ud83e', 'x'.repeat(40)])(
    'makes a job id of %j',
    async (id) => {
      const add = vi.fn(async (_name: string, _data: unknown, _options: { jobId: string }) => {})
      const notification = { id, kind: 'unknown', resource, resourceText: '{}' }
      await createBullmqSender({ queue: { add } })(notification, { serialNo: 'a', timestamp: 1 })
      expect(add.mock.calls[0]?.[0]).toBe('unknown')
      expect(add.mock.calls[0]?.[2].jobId).toMatch(/^notification-[^:]+$/)
      // Longer than WeChat Pay sends again, and without a bound on their number.
      expect(add.mock.calls[0]?.[2]).toMatchObject({
        removeOnComplete: { age: 21_600 },
        removeOnFail: { age: 2_592_000 },
      })
    },
  )
})
