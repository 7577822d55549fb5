import { createHandler } from '@wxdp/notify'
import { utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { deferred } from '../support/deferred.ts'
import { createObservedHandler, refusalStatus } from '../support/handler.ts'
import { callbackHeaders, settings } from '../support/settings.ts'

describe('a genuine callback', () => {
  it('is handled, gets an empty 204, and is observed', async () => {
    const { handler, onNotification, events } = createObservedHandler()
    const response = await handler(await callbackRequest())
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(onNotification).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'planChange', resource: planChange }),
      expect.anything(),
    )
    expect(events).toEqual([
      {
        outcome: 'accepted',
        status: 204,
        id: 'EV-1',
        eventType: 'DELIVERY_PLAN.CHANGE',
        durationMs: expect.any(Number),
      },
    ])
  })

  it('is handled once, although it is delivered three times', async () => {
    const { handler, onNotification, events } = createObservedHandler()
    const body = await planChangeEnvelope()
    for (let i = 0; i < 3; i++) expect((await handler(await callbackRequest(body))).status).toBe(204)
    expect(onNotification).toHaveBeenCalledTimes(1)
    expect(events.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate', 'duplicate'])
  })

  it('is handled once, although sixty arrive at once; no other gets its 204 before the work is done', async () => {
    const work = deferred()
    const { handler, onNotification } = createObservedHandler({ onNotification: () => work.promise })
    const body = await planChangeEnvelope()
    const requests = await Promise.all(Array.from({ length: 60 }, () => callbackRequest(body)))
    const responses = requests.map((request) => handler(request))
    const early = await Promise.all(
      responses.map((response) =>
        Promise.race([response, new Promise<null>((r) => setTimeout(r, 300, null))]),
      ),
    )
    expect(early.filter((response) => response === null)).toHaveLength(1)
    expect(early.filter((response) => response?.status === 503)).toHaveLength(59)
    work.resolve()
    expect((await Promise.all(responses)).filter(({ status }) => status === 204)).toHaveLength(1)
    expect(onNotification).toHaveBeenCalledTimes(1)
  })

  it('of an unknown kind is passed on as it is', async () => {
    const { handler, onNotification } = createObservedHandler()
    const body = await planChangeEnvelope({
      id: 'EV-2',
      resource: { x: 1 },
      changes: { event_type: 'DELIVERY_PLAN.NEW' },
    })
    expect((await handler(await callbackRequest(body))).status).toBe(204)
    expect(onNotification).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'unknown', resource: { x: 1 } }),
      expect.anything(),
    )
  })

  it.each(['application/json; charset=utf-8', 'Application/JSON', undefined])(
    'may have the content type %s',
    async (type) => {
      const { handler } = createObservedHandler()
      const request = await callbackRequest(utf8(await planChangeEnvelope()), {
        headers: { 'content-type': type },
      })
      expect((await handler(request)).status).toBe(204)
    },
  )

  it('an observer that throws does not change the response', async () => {
    const { handler } = createObservedHandler({
      observe: () => {
        throw new Error('metrics are down')
      },
    })
    expect((await handler(await callbackRequest())).status).toBe(204)
  })

  it('needs neither an observer nor a waitUntil', async () => {
    const handler = createHandler({ ...settings, onNotification: () => {} })
    expect((await handler(await callbackRequest(), {})).status).toBe(204)
  })
})

describe('a body', () => {
  it('that takes too long is refused in time', async () => {
    const { handler, events } = createObservedHandler({ deadline: 30 })
    const endless = new ReadableStream({ pull: () => new Promise(() => {}) })
    const request = new Request('https://x.example/', {
      method: 'POST',
      headers: await callbackHeaders('{}'),
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(await refusalStatus(await handler(request))).toBe(408)
    expect(events).toMatchObject([{ outcome: 'refused', code: 'NOTIFY_BODY_INCOMPLETE' }])
  })

  it('whose stream fails is refused', async () => {
    const { handler } = createObservedHandler()
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    const init = {
      method: 'POST',
      headers: await callbackHeaders('{}'),
      body: broken,
      duplex: 'half',
    } as RequestInit
    expect(await refusalStatus(await handler(new Request('https://x.example/', init)))).toBe(408)
  })
})
