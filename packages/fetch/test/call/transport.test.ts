// Transports of other makers, over real sockets; and what is not a transport.

import { request as httpRequest, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { defineEndpoint } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { FetchFunction, FetchInit, FetchResponse } from '@wxdp/fetch'
import { createClient } from '@wxdp/fetch'
import { createSandbox } from '@wxdp/sandbox'
import nodeFetch from 'node-fetch'
import * as undici from 'undici'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it, onTestFinished, vi } from 'vitest'
import { inTurn, respondError, respondSuccess, serve, serveBytes } from '../support/servers.ts'
import { errorOf, input, output, setup, success, successBody } from '../support/setup.ts'

const nodeFetch2 = createRequire(import.meta.url)('node-fetch-2') as FetchFunction
const dispatcher = new undici.Agent({ keepAliveTimeout: 1 })

/** `node:http` by hand: a response of Node.js that knows nothing of the signal. */
const plainHttp: FetchFunction = (url, init) =>
  new Promise<FetchResponse>((resolve, reject) => {
    const { method, headers } = init
    httpRequest(url, { method, headers }, (response: IncomingMessage) =>
      resolve({
        status: response.statusCode ?? 0,
        headers: { get: (name) => (response.headers[name.toLowerCase()] as string | undefined) ?? null },
        body: response,
      }),
    )
      .on('error', reject)
      .end(init.body)
  })

const transports: readonly [string, FetchFunction][] = [
  ["the runtime's fetch", fetch],
  ['a Request made from it', (...sent) => fetch(new Request(...sent))],
  ["undici's fetch", undici.fetch],
  ["undici's fetch with a dispatcher", (url, init) => undici.fetch(url, { ...init, dispatcher })],
  ["undici's Request", (...sent) => undici.fetch(new undici.Request(...sent))],
  [
    'node-fetch 3',
    (url, init) => nodeFetch(url, { ...init, body: init.body ? Buffer.from(init.body) : null }),
  ],
  ['node-fetch 2', nodeFetch2],
  ['node:http by hand', plainHttp],
  ['a service binding', (url, init) => binding.fetch(url, init)],
  [
    'a wrapper that has only arrayBuffer',
    async (url, init) => {
      const response = await fetch(url, init)
      return { status: response.status, headers: response.headers, arrayBuffer: () => response.arrayBuffer() }
    },
  ],
]

/** An object whose method needs its `this`, as in Workers. */
class Binding {
  readonly #send = fetch
  fetch(url: string, init: FetchInit) {
    return this.#send(url, init)
  }
}
const binding = new Binding()

const clientOf = (host: string, fetch: FetchFunction, options = {}) =>
  setup({ hosts: [host], sandbox: true, fetch, ...options }).client
const read = defineEndpoint({
  name: 'read',
  method: 'GET',
  path: '/v3/x',
  caller: 'mchid',
  retry: 'never',
  input: v.strictObject({}),
})

describe.each(transports)('with %s', (_, transport) => {
  it('a call sends the signed bytes and reads the verified response', async () => {
    const seen: string[] = []
    const { url } = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      seen.push(`${request.method} ${body}`, String(request.headers['content-type']))
      await respondSuccess(request, response)
    })
    await expect(clientOf(url, transport).call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(seen).toEqual([`POST ${successBody}`, 'application/json'])
  })

  it('a GET has no body, and a 204 no output', async () => {
    const { url } = await serve(async (request, response) => {
      expect(request.headers['content-length'] ?? '0').toBe('0')
      const { signedHeaders } = await import('@wxdp-internal/fixtures/messages')
      response.writeHead(204, await signedHeaders('')).end()
    })
    await expect(clientOf(url, transport).call(read, {})).resolves.toBeUndefined()
  })

  it('an error response is an ApiError, and a redirect is not followed', async () => {
    const { url } = await serve(
      inTurn(respondError(400, 'PARAM_ERROR', { 'request-id': '08A1' }), (_, response) =>
        response.writeHead(302, { location: 'https://elsewhere.example/' }).end('x'),
      ),
    )
    const client = clientOf(url, transport)
    expect(await errorOf(client.call(setNotifyUrl, input))).toMatchObject({
      code: 'PARAM_ERROR',
      requestId: '08A1',
    })
    expect(await errorOf(client.call(setNotifyUrl, input))).toMatchObject({
      code: 'FETCH_REDIRECTED',
      status: 302,
    })
  })

  it('a body that is too large is refused', async () => {
    const { url } = await serve((_, response) => response.end('x'.repeat(5000)))
    const error = await errorOf(clientOf(url, transport, { maxBytes: 1000 }).call(setNotifyUrl, input))
    expect(error.code).toBe('FETCH_BODY_TOO_LARGE')
  })

  it('a body that stalls ends with the time-out, and so does its connection', async () => {
    const drip = await serveBytes(
      (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
    )
    const error = await errorOf(
      clientOf(drip.url, transport, { timeout: 100, attempts: 1 }).call(setNotifyUrl, input),
    )
    expect(error.code).toBe('FETCH_TIMEOUT')
    await drip.disconnected
  })
})

it('is called with what any fetch takes, and nothing else', async () => {
  const fetch = vi.fn<FetchFunction>(() => success())
  const { client } = setup({ fetch })
  await client.call(setNotifyUrl, input)
  const [url, init] = fetch.mock.calls[0] as Parameters<FetchFunction>
  expect(url).toMatch(/^https:\/\/api\.mch\.weixin\.qq\.com\/v3\//)
  expect(Object.keys(init).sort()).toEqual(['body', 'headers', 'method', 'redirect', 'signal'])
  expect(Object.getPrototypeOf(init.headers)).toBe(Object.prototype)
  expect(init.body).toBeInstanceOf(Uint8Array)
  expect(init.signal).toBeInstanceOf(AbortSignal)
  await client.call(read, {}).catch(() => {})
  expect(fetch.mock.calls[1]?.[1]).not.toHaveProperty('body')
  expectTypeOf(globalThis.fetch).toExtend<FetchFunction>()
  expectTypeOf(undici.fetch).toExtend<FetchFunction>()
})

it('may be the fetch of a sandbox, which takes a Request, too', async () => {
  const sandbox = await createSandbox()
  const { mchid } = sandbox.credentials
  const transport: FetchFunction = (...sent) => sandbox.fetch(new Request(...sent))
  for (const change of [{}, { fetch: transport }]) {
    const client = createClient({ ...sandbox.clientOptions(), ...change })
    await expect(client.call(setNotifyUrl, { ...input, sp_mchid: mchid })).resolves.toEqual(output)
  }
})

it('may return a response of another realm', async () => {
  const { headers } = await success()
  const bytes = [...new TextEncoder().encode(successBody)]
  const response = runInNewContext(
    `({ status: 200, headers: { get: (name) => get(name) }, arrayBuffer: async () => Uint8Array.from(bytes).buffer })`,
    { get: (name: string) => headers.get(name), bytes },
  ) as FetchResponse
  await expect(setup({ fetch: async () => response }).client.call(setNotifyUrl, input)).resolves.toEqual(
    output,
  )
})

describe('a response that has only arrayBuffer', () => {
  const only = (length: number, headers = {}): FetchFunction => {
    const arrayBuffer = vi.fn(async () => new ArrayBuffer(length))
    return async () => ({ status: 400, headers: new Headers(headers), arrayBuffer })
  }
  it('is not read if its Content-Length is too large, nor used if its bytes are too many', async () => {
    for (const fetch of [only(1, { 'content-length': '1001' }), only(1001)]) {
      const { client } = setup({ fetch, maxBytes: 1000 })
      expect((await errorOf(client.call(setNotifyUrl, input))).code).toBe('FETCH_BODY_TOO_LARGE')
    }
  })
  it('may lack even that: it is then empty', async () => {
    const { client } = setup({ fetch: async () => ({ status: 418, headers: new Headers() }) })
    expect((await errorOf(client.call(setNotifyUrl, input))).code).toBe('HTTP_418')
  })
})

describe('what is not a response ends the call at once, with a TypeError', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'ok'],
    ['an empty object', {}],
    [
      'the response of axios or got',
      { status: 200, statusCode: 200, headers: { 'request-id': '1' }, data: {}, body: '{}' },
    ],
    ['a status that is a string', { status: '200', headers: new Headers() }],
    ['a body that is a string', { status: 200, headers: new Headers(), body: '{}' }],
  ])('%s', async (_, returned) => {
    const fetch = vi.fn(async () => returned as Response)
    const error = await errorOf<TypeError & { code: string }>(
      setup({ fetch }).client.call(setNotifyUrl, input),
    )
    expect(error).toBeInstanceOf(TypeError)
    expect(error.code).toBe('FETCH_OPTION_INVALID')
    expect(error.message).toContain('fetch returned')
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('a response that the transport has read, as for a log', async () => {
    const fetch: FetchFunction = async () => {
      const response = await success()
      await response.text()
      return response
    }
    const error = await errorOf<TypeError>(setup({ fetch }).client.call(setNotifyUrl, input))
    expect(error).toMatchObject({ code: 'FETCH_OPTION_INVALID', message: expect.stringContaining('clone()') })
  })
})

it('leaves no unhandled rejection when a foreign body cannot be cancelled', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const body = { getReader() {}, cancel: () => Promise.reject(new Error('no')) }
  const fetch = async () => ({ status: 302, headers: new Headers(), body })
  expect((await errorOf(setup({ fetch }).client.call(setNotifyUrl, input))).code).toBe('FETCH_REDIRECTED')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(unhandled).not.toHaveBeenCalled()
})
