// Events that are not as they should be, and what a platform may do beyond its documentation.
import type { CallbackEvent, HandlerSettings } from '@wxdp/notify'
import { createEventHandler, type EventHandler, type EventHost } from '@wxdp/notify/event'
import { utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

interface Observed {
  readonly handler: EventHandler
  readonly events: CallbackEvent[]
}

function setUp(changes: Partial<HandlerSettings<undefined & never, EventHost>> = {}): Observed {
  const events: CallbackEvent[] = []
  const handler = createEventHandler({
    ...settings,
    onNotification() {},
    observe: (event) => void events.push(event),
    ...changes,
  } as HandlerSettings)
  return { handler, events }
}

const body = await planChangeEnvelope()
const headers: Record<string, string> = {
  'content-type': 'application/json',
  ...(await callbackHeaders(body)),
}
const request = await callbackRequest()
const genuine = { httpMethod: 'POST', path: '/', headers, body }

const failed = (message: string) => ({
  statusCode: 500,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ code: 'FAIL', message }),
  isBase64Encoded: false,
})

describe('an event of no known form is a 500 that names what was found', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'Found undefined'],
    ['null', null, 'Found null'],
    ['a string', 'secret', 'Found a string;'],
    ['bytes that are not JSON', utf8('secret'), 'Found a Uint8Array with the keys "0"'],
    ['bytes of a number', utf8('7'), 'Found a number;'],
    ['an empty object', {}, 'Found an object;'],
    ['an array', [], 'Found an array;'],
    [
      'the event of a timer',
      { Type: 'Timer', TriggerName: 'secret', Time: 'secret' },
      'Found an object with the keys "Type", "TriggerName", "Time"; expected the event of an HTTP request on AWS Lambda,',
    ],
    [
      'many long keys with line feeds',
      Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`${i}k\n${'x'.repeat(99)}`, 'secret'])),
      '", …; expected',
    ],
    ['a Request', request, 'use createHandler of @wxdp/notify.'],
  ])('%s', async (_, event, text) => {
    const { handler, events } = setUp()
    expect(await handler(event as object)).toEqual(failed('NOTIFY_EVENT_INVALID'))
    expect(events).toMatchObject([{ outcome: 'failed', status: 500, code: 'NOTIFY_EVENT_INVALID' }])
    const message = String(events[0]?.error)
    expect(message).toContain(text)
    expect(message).not.toContain('secret')
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(1_000)
  })

  it.each<[string, object, object?]>([
    [
      'a message on a WebSocket of API Gateway',
      { requestContext: { routeKey: '$connect', apiId: 'id', stage: 'prod' }, routeKey: '$connect', headers },
    ],
    ['one with a resource alone', { resource: '/', requestContext: {}, headers }],
    ['one with the service of SCF alone', { requestContext: { serviceId: 'id' }, headers }],
    ['one with a query alone', { queryString: {}, headers }],
    ['one with the environment of CloudBase alone', { requestContext: { envId: 'id' }, headers }],
    ['one with a method alone', { httpMethod: 'POST', body }],
    ['a response without a request', { headers }, { headersSent: false }],
    ['a request without headers', { method: 'POST' }, { headersSent: false }],
    ['a body without a request', { bodyUsed: false, params: {}, headers }],
    ['a notification without its resource', { event_type: 'DELIVERY_PLAN.CHANGE' }],
  ])('%s', async (_, event, context) => {
    const { handler, events } = setUp()
    expect(await handler(event, context)).toEqual(failed('NOTIFY_EVENT_INVALID'))
    expect(events).toMatchObject([{ code: 'NOTIFY_EVENT_INVALID' }])
  })

  it.each<[string, object]>([
    ['with a method and a stage, which is not that of Huawei Cloud', { requestContext: { stage: 'prod' } }],
    ['with a method and a resource, which is not that of AWS', { resource: '/' }],
  ])('is taken for one of uniCloud: one %s', async (_, members) => {
    const { handler } = setUp()
    expect(await handler({ ...genuine, ...members })).toMatchObject({
      statusCode: 204,
      mpserverlessComposedResponse: true,
    })
  })

  it('one whose members throw, too', async () => {
    const { handler, events } = setUp()
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
      },
    )
    expect(await handler(hostile)).toEqual(failed('internal error'))
    expect(events).toMatchObject([{ outcome: 'failed', code: undefined }])
  })

  it('without observe, it is one line', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    await createEventHandler({ ...settings, onNotification() {} })({ Records: [] })
    expect(logged.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^wxdp: NOTIFY_EVENT_INVALID: NotifyError: Found an object with the keys "Records"/,
        ),
      ],
    ])
    logged.mockRestore()
  })
})

it('an event that is the parsed body itself: the error says what to turn on', async () => {
  const { handler, events } = setUp()
  expect(await handler(JSON.parse(body))).toEqual(failed('NOTIFY_BODY_CONSUMED'))
  expect(events).toMatchObject([{ code: 'NOTIFY_BODY_CONSUMED' }])
  expect(String(events[0]?.error)).toMatch(/Lambda proxy integration.*启用集成响应.*callFunction/)
})

it('a body that is not the Base64 that it is said to be', async () => {
  const { handler, events } = setUp()
  expect(await handler({ ...genuine, isBase64Encoded: true })).toMatchObject(failed('NOTIFY_EVENT_INVALID'))
  expect(String(events[0]?.error)).toContain('its body is not Base64')
})

describe('is understood:', () => {
  const text = JSON.stringify(genuine)
  const base64 = Buffer.from(body).toString('base64')
  it.each<[string, unknown]>([
    ['an event as a string of JSON', text],
    ['an event as a Buffer', Buffer.from(text)],
    ['an event as an ArrayBuffer', utf8(text).buffer],
    ['a body that is a Buffer', { ...genuine, body: Buffer.from(body) }],
    ['isBase64Encoded as a string', { ...genuine, body: base64, isBase64Encoded: 'true' }],
    ['isBase64Encoded as the string false', { ...genuine, isBase64Encoded: 'false' }],
    ['no multi-value headers beside the others', { ...genuine, multiValueHeaders: null }],
    ['empty multi-value headers beside the others', { ...genuine, multiValueHeaders: {} }],
    ['names of headers in any case', { ...genuine, headers: upperCase(headers) }],
  ])('%s', async (_, event) => {
    const { handler, events } = setUp()
    expect(await handler(event as object)).toMatchObject({ statusCode: 204 })
    expect(events).toMatchObject([{ outcome: 'accepted' }])
  })
})

function upperCase(from: Record<string, string>) {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name.toUpperCase(), value]))
}

describe('a header that was sent twice is refused, although `headers` has only one value:', () => {
  const signature = headers['wechatpay-signature'] ?? ''
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  it.each<[string, object]>([
    ['in multi-value headers', { ...lists, 'wechatpay-signature': ['AAAA', signature] }],
    ['under two spellings', { ...lists, 'Wechatpay-Signature': [signature] }],
  ])('%s', async (_, multiValueHeaders) => {
    const { handler, events } = setUp()
    expect(await handler({ ...genuine, multiValueHeaders })).toMatchObject({ statusCode: 400 })
    expect(events).toMatchObject([{ code: 'AUTH_HEADER_INVALID' }])
  })

  it('a content type, too', async () => {
    const { handler } = setUp()
    const multiValueHeaders = { ...lists, 'content-type': ['application/json', 'text/plain'] }
    expect(await handler({ ...genuine, multiValueHeaders })).toMatchObject({ statusCode: 415 })
  })
})

describe('maxBytes', () => {
  const size = utf8(body).length
  const base64 = Buffer.from(body).toString('base64')
  it.each<[string, number, object]>([
    ['text', 204, { body }],
    ['Base64', 204, { body: base64, isBase64Encoded: true }],
    ['bytes', 204, { body: Buffer.from(body) }],
    ['text with a byte more', 413, { body: `${body} ` }],
    ['bytes with a byte more', 413, { body: Buffer.from(`${body} `) }],
    [
      'Base64 with a byte more',
      413,
      { body: Buffer.from(`${body} `).toString('base64'), isBase64Encoded: true },
    ],
  ])('%s: %i', async (_, statusCode, changes) => {
    const { handler } = setUp({ maxBytes: size })
    expect(await handler({ ...genuine, ...changes })).toMatchObject({ statusCode })
  })

  it('is checked before Base64 is decoded', async () => {
    const decode = vi.spyOn(globalThis, 'atob')
    const { handler } = setUp()
    await handler({ ...genuine, body: 'A'.repeat(8_000_000), isBase64Encoded: true })
    expect(decode.mock.calls.filter(([text]) => text.length > 100_000)).toEqual([])
    decode.mockRestore()
  })
})

it('waitUntil of the context keeps the platform alive', async () => {
  const { handler } = setUp()
  const waitUntil = vi.fn()
  await handler(genuine, { waitUntil })
  expect(waitUntil).toHaveBeenCalledTimes(1)
  expect((await handler(genuine, null as unknown)).statusCode).toBe(204)
})

it('settings may be a function, which is called at the first event', async () => {
  const load = vi.fn(async () => ({ ...settings, onNotification() {} }))
  const handler = createEventHandler(load)
  expect(load).not.toHaveBeenCalled()
  for (let i = 0; i < 3; i++) expect((await handler(genuine)).statusCode).toBe(204)
  expect(load).toHaveBeenCalledTimes(1)
})

it('settings that are given as they are are checked at once', () => {
  expect(() => createEventHandler({ ...settings, onNotification: undefined as never })).toThrow(TypeError)
})

it('a load balancer of the classic kind of headers gets them back in that kind', async () => {
  const { handler } = setUp()
  const event = { httpMethod: 'GET', requestContext: { elb: {} }, headers: {} }
  expect(await handler(event)).toMatchObject({ headers: { Allow: 'POST' } })
  expect(await handler({ ...event, headers: undefined, multiValueHeaders: {} })).toMatchObject({
    multiValueHeaders: { Allow: ['POST'] },
  })
})
