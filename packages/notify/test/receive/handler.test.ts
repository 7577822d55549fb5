import type { PlanChange } from '@wxdp/core'
import { type CallbackEvent, createHandler, createMemoryInbox, type HandlerSettings } from '@wxdp/notify'
import { apiV3Key, keys, official, utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import { deferred } from '../support/deferred.ts'
import { callbackHeaders, settings } from '../support/settings.ts'

function setUp(options: Partial<HandlerSettings> = {}) {
  const events: CallbackEvent[] = []
  const onNotification = vi.fn(options.onNotification ?? (() => {}))
  const handler = createHandler({
    ...settings,
    observe: (event) => void events.push(event),
    ...options,
    onNotification,
  })
  return { handler, onNotification, events }
}

/** Demands the form of a refusal: FAIL, a message, no stack and no secret. */
async function refused(response: Response): Promise<number> {
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/json')
  const body = JSON.parse(text) as { code: string; message: string }
  expect(Object.keys(body)).toEqual(['code', 'message'])
  expect(body.code).toBe('FAIL')
  expect(utf8(body.message).length).toBeLessThanOrEqual(256)
  expect(text).not.toContain(apiV3Key)
  expect(text).not.toMatch(/ at \S+:\d|\.ts|PUB_KEY_ID|BEGIN/)
  return response.status
}

describe('a genuine callback', () => {
  it('is handled, answered with an empty 204, and observed', async () => {
    const { handler, onNotification, events } = setUp()
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

  it('is handled once, though it comes again', async () => {
    const { handler, onNotification, events } = setUp()
    const body = await planChangeEnvelope()
    for (let i = 0; i < 3; i++) expect((await handler(await callbackRequest(body))).status).toBe(204)
    expect(onNotification).toHaveBeenCalledTimes(1)
    expect(events.map(({ outcome }) => outcome)).toEqual(['accepted', 'duplicate', 'duplicate'])
  })

  it('is handled once, though sixty come at once; no twin is told that all is well too early', async () => {
    const work = deferred()
    const { handler, onNotification } = setUp({ onNotification: () => work.promise })
    const body = await planChangeEnvelope()
    const requests = await Promise.all(Array.from({ length: 60 }, () => callbackRequest(body)))
    const answers = requests.map((request) => handler(request))
    const early = await Promise.all(
      answers.map((answer) => Promise.race([answer, new Promise<null>((r) => setTimeout(r, 300, null))])),
    )
    expect(early.filter((answer) => answer === null)).toHaveLength(1)
    expect(early.filter((answer) => answer?.status === 503)).toHaveLength(59)
    work.resolve()
    expect((await Promise.all(answers)).filter(({ status }) => status === 204)).toHaveLength(1)
    expect(onNotification).toHaveBeenCalledTimes(1)
  })

  it('of a kind that nobody knows is handed over as it is', async () => {
    const { handler, onNotification } = setUp()
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
    'may say its content type as %s',
    async (type) => {
      const { handler } = setUp()
      const request = await callbackRequest(utf8(await planChangeEnvelope()), {
        headers: { 'content-type': type },
      })
      expect((await handler(request)).status).toBe(204)
    },
  )
})

const good = await planChangeEnvelope()

describe('what is not proven genuine', () => {
  const big = `{"x":"${'x'.repeat(10 * 1024 * 1024)}"}`
  const cases: [string, () => Promise<Request>, number, string][] = [
    ['an empty body', () => callbackRequest(''), 400, 'CORE_ENVELOPE_INVALID'],
    ['10 MiB', () => callbackRequest(big), 413, 'NOTIFY_BODY_TOO_LARGE'],
    [
      'invalid UTF-8',
      () => callbackRequest(new Uint8Array([0x7b, 0xff, 0x7d])),
      400,
      'CORE_ENVELOPE_INVALID',
    ],
    ['null', () => callbackRequest('null'), 400, 'CORE_ENVELOPE_INVALID'],
    ['a list', () => callbackRequest('[]'), 400, 'CORE_ENVELOPE_INVALID'],
    [
      'deep nesting',
      () => callbackRequest('['.repeat(30_000) + ']'.repeat(30_000)),
      400,
      'CORE_ENVELOPE_INVALID',
    ],
    ['a key twice', () => callbackRequest(good.replace('{', '{"id":"EV-0",')), 400, 'CORE_ENVELOPE_INVALID'],
    [
      'no headers',
      async () => new Request('https://x.example/', { method: 'POST', body: good }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'no signature headers',
      async () => new Request('https://x.example/', { method: 'POST', body: utf8(good) as BodyInit }),
      400,
      'AUTH_HEADER_MISSING',
    ],
    [
      'a missing nonce',
      () => callbackRequest(good, { headers: { 'wechatpay-nonce': undefined } }),
      400,
      'AUTH_HEADER_MISSING',
    ],
    [
      'a repeated serial',
      () => callbackRequest(good, { headers: { 'wechatpay-serial': 'A, B' } }),
      400,
      'AUTH_HEADER_INVALID',
    ],
    [
      'a timestamp that is none',
      () => callbackRequest(good, { headers: { 'wechatpay-timestamp': '1e9' } }),
      400,
      'AUTH_TIMESTAMP_INVALID',
    ],
    [
      'a stale timestamp',
      () => callbackRequest(good, { headers: { 'wechatpay-timestamp': '1700000000' } }),
      401,
      'AUTH_TIMESTAMP_EXPIRED',
    ],
    [
      'an unknown serial',
      () => callbackRequest(good, { headers: { 'wechatpay-serial': 'PUB_KEY_ID_9' } }),
      401,
      'AUTH_SERIAL_UNKNOWN',
    ],
    [
      'a wrong signature',
      () => callbackRequest(good, { headers: { 'wechatpay-nonce': 'other' } }),
      401,
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'a probe',
      () => callbackRequest(good, { headers: { 'wechatpay-signature': official.probe.signature } }),
      401,
      'AUTH_SIGNATURE_PROBE',
    ],
    [
      'a GET',
      async () => new Request('https://x.example/', { headers: await callbackHeaders('') }),
      405,
      'NOTIFY_METHOD',
    ],
    [
      'a PUT',
      async () =>
        new Request('https://x.example/', {
          method: 'PUT',
          body: good,
          headers: await callbackHeaders(good),
        }),
      405,
      'NOTIFY_METHOD',
    ],
    [
      'a form',
      () => callbackRequest(good, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'JSON as part of another type',
      () => callbackRequest(good, { headers: { 'content-type': 'text/plain; of=application/json' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'JSON lines',
      () => callbackRequest(good, { headers: { 'content-type': 'application/jsonl' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    ['an envelope without resource', () => callbackRequest('{"id":"1"}'), 400, 'CORE_ENVELOPE_INVALID'],
    [
      'a resource of another algorithm',
      () => callbackRequest(good.replace('AEAD_AES_256_GCM', 'AEAD_SM4_GCM')),
      400,
      'AUTH_SEALED_INVALID',
    ],
    [
      'a resource with other associated data',
      () => callbackRequest(good.replaceAll('"associated_data":"delivery_plan"', '"associated_data":"x"')),
      500,
      'AUTH_OPEN_FAILED',
    ],
  ]

  it.each(cases)('%s', async (_, request, status, code) => {
    const { handler, onNotification, events } = setUp()
    expect(await refused(await handler(await request()))).toBe(status)
    expect(onNotification).not.toHaveBeenCalled()
    expect(events).toMatchObject([{ status, code, error: expect.any(Error) }])
    expect(events[0]?.outcome).toBe(
      code === 'AUTH_SIGNATURE_PROBE' ? 'probe' : status < 500 ? 'refused' : 'failed',
    )
  })

  it('says which method it wants', async () => {
    const response = await setUp().handler(new Request('https://x.example/'))
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('a wrong APIv3 key is a fault on this side', async () => {
    const { handler } = setUp({ apiV3Key: 'AnotherKeyOf32BytesForAPIv3Test.' })
    expect(await refused(await handler(await callbackRequest(good)))).toBe(500)
  })

  it('a genuine resource of another shape is a fault on this side, so that it is sent again', async () => {
    const { handler, events } = setUp()
    expect(
      await refused(
        await handler(
          await callbackRequest(await planChangeEnvelope({ id: 'EV-3', resource: { plan_id: 1 } })),
        ),
      ),
    ).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', code: 'CORE_RESOURCE_INVALID' }])
  })

  it('a body that was read before names the cause', async () => {
    const { handler, events } = setUp()
    const request = await callbackRequest(good)
    await request.json()
    expect(await refused(await handler(request))).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', code: 'NOTIFY_BODY_CONSUMED' }])
    expect(String(events[0]?.error)).toContain('c.req.json()')
  })

  it('any bytes under any headers get an answer', async () => {
    const header = fc.option(fc.string({ maxLength: 40 }), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), header, header, async (body, nonce, serial) => {
        const { handler } = setUp()
        const request = {
          method: 'POST',
          bodyUsed: false,
          body: new Response(body as BodyInit).body,
          headers: new Map(
            Object.entries(
              await callbackHeaders(body, { 'wechatpay-nonce': nonce, 'wechatpay-serial': serial }),
            ),
          ),
        }
        const status = await refused(await handler(request as unknown as Request))
        expect(status).toBeGreaterThanOrEqual(400)
      }),
      { numRuns: 60 },
    )
  })
})

describe('faults of the function', () => {
  it('a function that fails is a 500 without its words, and the next delivery is handled', async () => {
    let fail = true
    const { handler, onNotification, events } = setUp({
      onNotification: () => {
        if (fail) throw Object.assign(new Error('password 123 is wrong'), { code: 'AUTH_SIGNATURE_INVALID' })
      },
    })
    const body = await planChangeEnvelope()
    const response = await handler(await callbackRequest(body))
    expect(await response.clone().text()).not.toContain('123')
    expect(await refused(response)).toBe(500)
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
    ['throws text', 'no'],
  ])('a function that %s is a 500', async (_, thrown) => {
    const { handler } = setUp({ onNotification: () => Promise.reject(thrown) })
    expect(await refused(await handler(await callbackRequest()))).toBe(500)
  })

  it('a slow function: a 500 in time, busy while it runs, done once it ended', async () => {
    const work = deferred()
    const kept: Promise<unknown>[] = []
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    const { handler, onNotification, events } = setUp({ onNotification: () => work.promise, deadline: 30 })
    const body = await planChangeEnvelope()
    expect(await refused(await handler(await callbackRequest(body), context))).toBe(500)
    expect(await refused(await handler(await callbackRequest(body), context))).toBe(503)
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

  it('a slow function that fails after the answer: the next delivery is handled', async () => {
    const work = deferred()
    const kept: Promise<unknown>[] = []
    const { handler, onNotification } = setUp({ onNotification: () => work.promise, deadline: 30 })
    const body = await planChangeEnvelope()
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    expect(await refused(await handler(await callbackRequest(body), context))).toBe(500)
    work.reject(new Error('late'))
    await Promise.all(kept)
    await refused(await handler(await callbackRequest(body), context))
    expect(onNotification).toHaveBeenCalledTimes(2)
  })

  it('a claim that is granted after the answer is given back', async () => {
    const inbox = createMemoryInbox()
    const gate = deferred()
    const kept: Promise<unknown>[] = []
    const slow = { claim: (id: string) => gate.promise.then(() => inbox.claim(id)) }
    const { handler, onNotification, events } = setUp({ inbox: slow, deadline: 30 })
    const context = { waitUntil: (promise: Promise<unknown>) => void kept.push(promise) }
    const body = await planChangeEnvelope()
    for (let i = 0; i < 2; i++)
      expect(await refused(await handler(await callbackRequest(body), context))).toBe(500)
    gate.resolve()
    await Promise.all(kept)
    expect(events).toMatchObject([{ code: 'NOTIFY_DEADLINE' }, { code: 'NOTIFY_DEADLINE' }])
    expect(onNotification).not.toHaveBeenCalled()
    expect((await inbox.claim('EV-1')).state).toBe('new')
  })

  it('a claim that cannot be released hides nothing of what the function threw', async () => {
    const inbox = { claim: async () => ({ state: 'new' as const, complete: lost, release: lost }) }
    async function lost(): Promise<never> {
      throw new Error('the store is gone')
    }
    const { handler, events } = setUp({ inbox, onNotification: () => Promise.reject(new Error('mine')) })
    expect(await refused(await handler(await callbackRequest()))).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', error: { cause: { message: 'mine' } } }])
  })

  it('a body that trickles in is given up in time', async () => {
    const { handler, events } = setUp({ deadline: 30 })
    const endless = new ReadableStream({ pull: () => new Promise(() => {}) })
    const request = new Request('https://x.example/', {
      method: 'POST',
      headers: await callbackHeaders('{}'),
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(await refused(await handler(request))).toBe(408)
    expect(events).toMatchObject([{ outcome: 'refused', code: 'NOTIFY_BODY_INCOMPLETE' }])
  })

  it('a body that breaks off', async () => {
    const { handler } = setUp()
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })
    const init = {
      method: 'POST',
      headers: await callbackHeaders('{}'),
      body: broken,
      duplex: 'half',
    } as RequestInit
    expect(await refused(await handler(new Request('https://x.example/', init)))).toBe(408)
  })

  it('an inbox that is full, or out of reach, is no success', async () => {
    const full = createMemoryInbox({ capacity: 1 })
    await full.claim('other')
    expect(await refused(await setUp({ inbox: full }).handler(await callbackRequest()))).toBe(503)
    const odd = { claim: () => Promise.reject('no error object') }
    expect(await refused(await setUp({ inbox: odd }).handler(await callbackRequest()))).toBe(500)
    const gone = { claim: () => Promise.reject(new Error('ECONNREFUSED 10.1.2.3')) }
    expect(await refused(await setUp({ inbox: gone }).handler(await callbackRequest()))).toBe(500)
  })

  it('an observer that throws changes nothing', async () => {
    const { handler } = setUp({
      observe: () => {
        throw new Error('metrics are down')
      },
    })
    expect((await handler(await callbackRequest())).status).toBe(204)
  })

  it('without an observer, and with a host that offers no waitUntil, all works', async () => {
    const handler = createHandler({ ...settings, onNotification: () => {} })
    expect((await handler(await callbackRequest(), {})).status).toBe(204)
  })
})

describe('the second argument of onNotification', () => {
  it('has the serial and the time of the signature', async () => {
    const { handler, onNotification } = setUp()
    const timestamp = Math.floor(Date.now() / 1000) - 7
    expect((await handler(await callbackRequest(undefined, { timestamp }))).status).toBe(204)
    expect(onNotification.mock.calls[0]?.[1]).toMatchObject({ serialNo: keys.platform.serialNo, timestamp })
  })

  const waiting = { waitUntil() {} }
  it.each<[string, readonly unknown[], unknown]>([
    ['nothing (Bun, Hono)', [], undefined],
    ['the context of a host', [waiting], waiting],
    ['environment and context (Workers)', [{ INBOX: {} }, waiting], waiting],
    ['an environment that is undefined', [undefined, waiting], waiting],
    [
      'the address of the sender (Deno)',
      [{ remoteAddr: { hostname: '1.2.3.4' } }],
      { remoteAddr: { hostname: '1.2.3.4' } },
    ],
    ['the parameters of a route (Next.js)', [{ params: 'p' }], { params: 'p' }],
    ['null', [null], undefined],
  ])('has what the host passes behind the request: %s', async (_, args, context) => {
    const { handler, onNotification } = setUp()
    const request = await callbackRequest()
    expect((await handler(request, ...args)).status).toBe(204)
    expect(onNotification.mock.calls[0]?.[1].host).toEqual({ request, context })
  })
})

describe('types', () => {
  it('reach the function, though receiver and handler are made in one expression', () => {
    createHandler({
      ...settings,
      onNotification: (notification) => {
        expectTypeOf(notification.kind).toEqualTypeOf<'planChange' | 'unknown'>()
        if (notification.kind === 'planChange')
          expectTypeOf(notification.resource).toEqualTypeOf<PlanChange>()
      },
    })
    createHandler({
      ...settings,
      notifications: [],
      onNotification: (notification) => {
        expectTypeOf(notification.kind).toEqualTypeOf<'unknown'>()
      },
    })
  })
})

describe('options', () => {
  it.each<[string, object]>([
    ['no verifier', { verifier: undefined }],
    ['no function', { onNotification: undefined }],
    ['no time', { deadline: 0 }],
    ['more time than WeChat Pay gives', { deadline: 5000 }],
    ['a time that is none', { deadline: Number.NaN }],
  ])('%s is a TypeError at once', (_, wrong) => {
    expect(() => createHandler({ ...settings, onNotification: () => {}, deadline: 1 })).not.toThrow()
    const make = () => createHandler({ ...settings, onNotification: () => {}, ...wrong } as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID' }))
  })
})
