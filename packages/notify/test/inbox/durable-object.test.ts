import { setTimeout as sleep } from 'node:timers/promises'
import { createDurableObjectInbox, type InboxNamespace, InboxObject } from '@wxdp/notify/durable-object'
import { codeOf } from '@wxdp-internal/fixtures'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type InboxesOnOneStore, inboxContract, states, take } from '../support/inbox-contract.ts'
import { type InboxWorker, startInboxWorker } from '../support/inbox-workerd.ts'
import { callbackHeaders } from '../support/settings.ts'
import { createNamespaceInMemory, createStorageInMemory } from '../support/storage-in-memory.ts'

const brief = 100
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000

const inboxesOn = (namespace: InboxNamespace): InboxesOnOneStore => ({
  inbox: createDurableObjectInbox({ namespace, timeout }),
  shortLease: createDurableObjectInbox({ namespace, timeout, lease: brief }),
  shortMemory: createDurableObjectInbox({ namespace, timeout, remember: brief }),
  pass: () => sleep(brief + 20),
})

describe('createDurableObjectInbox in workerd', () => {
  let worker: InboxWorker
  beforeAll(async () => {
    worker = await startInboxWorker()
  })
  afterAll(() => worker.stop())

  inboxContract(() => inboxesOn(worker.namespace))

  const post = async (id: string) => {
    const body = await planChangeEnvelope({ id })
    const init = { method: 'POST', headers: await callbackHeaders(body), body }
    return (await worker.dispatch('/wechatpay/plans', init)).status
  }
  const effects = async (id: string) => {
    const all: string[] = JSON.parse(await (await worker.dispatch('/effects')).text())
    return all.filter((effect) => effect === id).length
  }

  it('serves a worker: one of fifty concurrent deliveries is handled, and a later one is a duplicate', async () => {
    const id = crypto.randomUUID()
    const statuses = await Promise.all(Array.from({ length: 50 }, () => post(id)))
    expect(statuses).toContain(204)
    expect(statuses.filter((status) => status !== 204 && status !== 503)).toEqual([])
    expect([await post(id), await effects(id)]).toEqual([204, 1])
  })

  it('handles the next delivery of a notification whose function threw', async () => {
    const id = `fails-once-${crypto.randomUUID()}`
    expect([await post(id), await post(id), await post(id), await effects(id)]).toEqual([500, 204, 204, 2])
  })

  it('remembers what is handled although the object is removed from memory', async () => {
    const { inbox } = inboxesOn(worker.namespace)
    const [held, handled] = [crypto.randomUUID(), crypto.randomUUID()]
    const claim = await take(inbox, held)
    await (await take(inbox, handled)).complete()
    for (const id of [held, handled]) await worker.evict(id)
    expect(await states(inbox, held, handled)).toEqual(['busy', 'done'])
    await claim.release()
    expect(await states(inbox, held)).toEqual(['new'])
  })

  it('deletes by alarm what has ended, and nothing before that', async () => {
    const { inbox, shortLease, shortMemory } = inboxesOn(worker.namespace)
    const [abandoned, forgotten, kept] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await take(shortLease, abandoned)
    await (await take(shortMemory, forgotten)).complete()
    await (await take(shortLease, kept)).release()
    const before = Date.now()
    await (await take(inbox, kept)).complete()
    for (const id of [abandoned, forgotten]) {
      await vi.waitFor(async () => expect(await worker.look(id)).toEqual({ entries: 0, alarm: null }), 10_000)
    }
    const { entries, alarm } = await worker.look(kept)
    expect(entries).toBe(1)
    expect(alarm).toBeGreaterThanOrEqual(before + 86_400_000)
  })
})

describe('createDurableObjectInbox in this process', () => {
  inboxContract(() => inboxesOn(createNamespaceInMemory()))

  it.each([
    ['the object throws', () => Promise.reject(new Error('overloaded'))],
    ['the object returns an error', async () => new Response('internal error', { status: 500 })],
    ['the object does not respond', () => new Promise<Response>(() => {})],
  ])('is unavailable when %s', async (_what, fetch) => {
    const namespace = { idFromName: (name: string) => name, get: () => ({ fetch }) }
    expect(await codeOf(() => createDurableObjectInbox({ namespace, timeout: 50 }).claim('a'))).toBe(
      'NOTIFY_INBOX_UNAVAILABLE',
    )
  })

  it('uses a new stub after one that failed, and releases a claim whose response was lost', async () => {
    const objects = createNamespaceInMemory()
    let lost = 2
    const namespace: InboxNamespace = {
      idFromName: objects.idFromName,
      get: (id) => ({
        async fetch(url, init) {
          const response = await objects.get(id).fetch(url, init)
          if (lost-- > 0) throw new Error('the connection closed before the response')
          return response
        },
      }),
    }
    const inbox = createDurableObjectInbox({ namespace })
    expect(await codeOf(() => inbox.claim('a'))).toBe('NOTIFY_INBOX_UNAVAILABLE')
    await vi.waitFor(async () => (await take(inbox, 'a')).complete())
    lost = 1
    await (await take(inbox, 'b')).complete()
    expect(await states(inbox, 'a', 'b')).toEqual(['done', 'done'])
  })

  it.each([{ lease: 0 }, { remember: 0.5 }, { timeout: -1 }, { namespace: undefined }, { namespace: {} }])(
    '%j are a TypeError at once',
    (options) => {
      const wrong = { namespace: createNamespaceInMemory(), ...options } as never
      expect(() => createDurableObjectInbox(wrong)).toThrow(
        expect.objectContaining({ name: 'TypeError', code: 'NOTIFY_OPTION_INVALID' }),
      )
    },
  )
})

describe('InboxObject', () => {
  afterEach(() => void vi.useRealTimers())

  it('sets its alarm to the end of its entry, and deletes everything then', async () => {
    vi.useFakeTimers({ now: 1_000, toFake: ['Date'] })
    const storage = createStorageInMemory()
    const object = new InboxObject({ storage })
    const step = async (action: string, ms: number, owner = 'one') => {
      const body = JSON.stringify({ action, id: 'a', owner, ms })
      return (await object.fetch(new Request('https://inbox.invalid/', { method: 'POST', body }))).text()
    }
    expect([await step('claim', 50), storage.alarm]).toEqual(['new', 1_050])
    expect([await step('complete', 500), storage.alarm]).toEqual(['ok', 1_500])
    // An earlier alarm may still run.
    vi.setSystemTime(1_499)
    await object.alarm()
    expect([storage.entries.size, storage.alarm, await step('claim', 50)]).toEqual([1, 1_500, 'done'])
    vi.setSystemTime(1_500)
    await object.alarm()
    expect([storage.entries.size, await step('claim', 50, 'two')]).toEqual([0, 'new'])
    expect([await step('release', 50), await step('claim', 50)]).toEqual(['ok', 'busy'])
    expect([await step('release', 50, 'two'), await step('claim', 50)]).toEqual(['ok', 'new'])
  })
})
