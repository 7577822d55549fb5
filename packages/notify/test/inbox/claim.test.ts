import { createMemoryInbox } from '@wxdp/notify'
import { callbackRequest, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { deferred } from '../support/deferred.ts'
import { createObservedHandler, refusalStatus } from '../support/handler.ts'

describe('an onNotification', () => {
  it('that throws: a 500 without its message, and the next delivery is handled', async () => {
    let fail = true
    const { handler, onNotification, events } = createObservedHandler({
      onNotification: () => {
        if (fail) throw Object.assign(new Error('password 123 is wrong'), { code: 'AUTH_SIGNATURE_INVALID' })
      },
    })
    const body = await planChangeEnvelope()
    const response = await handler(await callbackRequest(body))
    expect(await response.clone().text()).not.toContain('123')
    expect(await refusalStatus(response)).toBe(500)
    expect(events).toMatchObject([
      {
        outcome: 'failed',
        id: 'EV-1',
        code: 'NOTIFY_HANDLER_FAILED',
        error: { name: 'NotifyError', cause: { message: 'password 123 is wrong' } },
      },
    ])
    fail = false
    expect((await handler(await callbackRequest(body))).status).toBe(204)
    expect(onNotification).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['throws nothing', undefined],
    ['throws a string', 'no'],
  ])('that %s: a 500', async (_, thrown) => {
    const { handler } = createObservedHandler({ onNotification: () => Promise.reject(thrown) })
    expect(await refusalStatus(await handler(await callbackRequest()))).toBe(500)
  })

  it('that is slow: a 500 in time, busy while it runs, done when it has finished', async () => {
    const work = deferred()
    const kept: Promise<unknown>[] = []
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    const { handler, onNotification, events } = createObservedHandler({
      onNotification: () => work.promise,
      deadline: 30,
    })
    const body = await planChangeEnvelope()
    expect(await refusalStatus(await handler(await callbackRequest(body), context))).toBe(500)
    expect(await refusalStatus(await handler(await callbackRequest(body), context))).toBe(503)
    work.resolve()
    await Promise.all(kept)
    expect((await handler(await callbackRequest(body), context)).status).toBe(204)
    expect(onNotification).toHaveBeenCalledTimes(1)
    expect(events.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['failed', 'NOTIFY_DEADLINE'],
      ['busy', 'NOTIFY_IN_PROGRESS'],
      ['duplicate', undefined],
    ])
  })

  it('that is slow and fails after the response: the next delivery is handled', async () => {
    const work = deferred()
    const kept: Promise<unknown>[] = []
    const { handler, onNotification } = createObservedHandler({
      onNotification: () => work.promise,
      deadline: 30,
    })
    const body = await planChangeEnvelope()
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    expect(await refusalStatus(await handler(await callbackRequest(body), context))).toBe(500)
    work.reject(new Error('late'))
    await Promise.all(kept)
    await refusalStatus(await handler(await callbackRequest(body), context))
    expect(onNotification).toHaveBeenCalledTimes(2)
  })

  it('is not called for a claim that is granted after the response, and the claim is released', async () => {
    const inbox = createMemoryInbox()
    const gate = deferred()
    const kept: Promise<unknown>[] = []
    const slow = { claim: (id: string) => gate.promise.then(() => inbox.claim(id)) }
    const { handler, onNotification, events } = createObservedHandler({ inbox: slow, deadline: 30 })
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    const body = await planChangeEnvelope()
    for (let i = 0; i < 2; i++)
      expect(await refusalStatus(await handler(await callbackRequest(body), context))).toBe(500)
    gate.resolve()
    await Promise.all(kept)
    expect(events).toMatchObject([{ code: 'NOTIFY_DEADLINE' }, { code: 'NOTIFY_DEADLINE' }])
    expect(onNotification).not.toHaveBeenCalled()
    expect((await inbox.claim('EV-1')).state).toBe('new')
  })

  it('that throws is reported although the claim cannot be released', async () => {
    const inbox = { claim: async () => ({ state: 'new' as const, complete: lost, release: lost }) }
    async function lost(): Promise<never> {
      throw new Error('the store is gone')
    }
    const { handler, events } = createObservedHandler({
      inbox,
      onNotification: () => Promise.reject(new Error('mine')),
    })
    expect(await refusalStatus(await handler(await callbackRequest()))).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', error: { cause: { message: 'mine' } } }])
  })

  it('is not called when the inbox is full or fails', async () => {
    const full = createMemoryInbox({ capacity: 1 })
    await full.claim('other')
    expect(
      await refusalStatus(await createObservedHandler({ inbox: full }).handler(await callbackRequest())),
    ).toBe(503)
    const odd = { claim: () => Promise.reject('not an error') }
    expect(
      await refusalStatus(await createObservedHandler({ inbox: odd }).handler(await callbackRequest())),
    ).toBe(500)
    const gone = { claim: () => Promise.reject(new Error('ECONNREFUSED 10.1.2.3')) }
    expect(
      await refusalStatus(await createObservedHandler({ inbox: gone }).handler(await callbackRequest())),
    ).toBe(500)
  })
})
