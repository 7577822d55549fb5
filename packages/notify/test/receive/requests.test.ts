// Requests that are not of the runtime's own class, and bodies that are not of its own Uint8Array.
import { runInNewContext } from 'node:vm'
import { HttpRequest } from '@azure/functions'
import { createFetch } from '@whatwg-node/fetch'
import { createReceiver, type RequestLike } from '@wxdp/notify'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { Request as NodeFetchRequest } from 'node-fetch'
import { Request as UndiciRequest } from 'undici'
import { describe, expect, it } from 'vitest'
import { createObservedHandler } from '../support/handler.ts'
import { callbackHeaders, settings } from '../support/settings.ts'

type Init = { readonly method: string; readonly headers: Record<string, string>; readonly body: string }
type Used = RequestLike & { text(): Promise<string> }

const url = 'https://x.example/wechatpay/plans'
const { Request: WhatwgNodeRequest } = createFetch({ skipPonyfill: false })

const classes: Readonly<Record<string, (init: Init) => Used>> = {
  'the runtime': (init) => new Request(url, init),
  undici: (init) => new UndiciRequest(url, init),
  'whatwg-node': (init) => new WhatwgNodeRequest(url, init) as Used,
  'node-fetch': (init) => new NodeFetchRequest(url, init) as Used,
  'Azure Functions': ({ body, ...init }) => new HttpRequest({ url, ...init, body: { string: body } }),
}

const receive = createReceiver(settings)
const small = createReceiver({ ...settings, maxBytes: 100 })
const genuine = async (): Promise<Init> => {
  const body = await planChangeEnvelope()
  return { method: 'POST', headers: await callbackHeaders(body), body }
}

describe.each(Object.entries(classes))('a request of %s', (name, make) => {
  it('is received, and handled', async () => {
    await expect(receive(make(await genuine()))).resolves.toMatchObject({ id: 'EV-1' })
    const { handler, events } = createObservedHandler()
    expect((await handler(make(await genuine()) as unknown as Request)).status).toBe(204)
    expect(events).toMatchObject([{ outcome: 'accepted' }])
  })

  // That of whatwg-node keeps a body that was given as a string, and can be read again.
  it.skipIf(name === 'whatwg-node')('whose body was read before is said to be so', async () => {
    const request = make(await genuine())
    await request.text()
    expect(await codeOf(() => receive(request))).toBe('NOTIFY_BODY_CONSUMED')
    const { handler, events } = createObservedHandler()
    expect((await handler(request as unknown as Request)).status).toBe(500)
    expect(events).toMatchObject([{ code: 'NOTIFY_BODY_CONSUMED' }])
  })

  it('that is too large is refused', async () => {
    expect(await codeOf(async () => small(make(await genuine())))).toBe('NOTIFY_BODY_TOO_LARGE')
  })

  it('without a body is not a notification', async () => {
    const request = { headers: await callbackHeaders(''), body: null, bodyUsed: false }
    expect(await codeOf(() => receive(request))).toBe('CORE_ENVELOPE_INVALID')
  })
})

it('a body that someone else is reading has been read', async () => {
  const request = new Request(url, await genuine())
  request.body?.getReader()
  expect(await codeOf(() => receive(request))).toBe('NOTIFY_BODY_CONSUMED')
})

it('a request that is no such request: a 500, and nothing is rejected', async () => {
  for (const request of [undefined, null, {}, { method: 'POST', headers: {} }, 'POST']) {
    const { handler, events } = createObservedHandler()
    expect((await handler(request as unknown as Request)).status).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', code: undefined }])
  }
})

describe('bytes with their headers', () => {
  it.each<[string, (bytes: Uint8Array<ArrayBuffer>) => ArrayBufferLike | ArrayBufferView]>([
    ['a Buffer', (bytes) => Buffer.from(bytes)],
    ['a part of a larger buffer', (bytes) => Buffer.concat([Buffer.from('x'), bytes]).subarray(1)],
    ['an ArrayBuffer', (bytes) => bytes.buffer],
    ['a DataView', (bytes) => new DataView(bytes.buffer)],
    ['a view of shared memory', (bytes) => shared(bytes)],
    ['shared memory', (bytes) => shared(bytes).buffer],
    [
      'a Uint8Array of another realm',
      (bytes) => runInNewContext('new Uint8Array(list)', { list: [...bytes] }),
    ],
    [
      'an ArrayBuffer of another realm',
      (bytes) => runInNewContext('new Uint8Array(list).buffer', { list: [...bytes] }),
    ],
  ])('may be %s', async (_, make) => {
    const body = await planChangeEnvelope()
    const raw = { headers: await callbackHeaders(body), body: make(utf8(body)) }
    await expect(receive(raw)).resolves.toMatchObject({ id: 'EV-1' })
    expect(await codeOf(() => small(raw))).toBe('NOTIFY_BODY_TOO_LARGE')
  })
})

function shared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const view = new Uint8Array(new SharedArrayBuffer(bytes.length))
  view.set(bytes)
  return view
}
