import { once } from 'node:events'
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { CallbackEvent } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterEach, describe, expect, it } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const servers: Server[] = []
const maxBytes = 1024
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(
  prepare: (request: IncomingMessage & { body?: unknown }) => Promise<void> | void = () => {},
  deadline = 4000,
) {
  const events: CallbackEvent[] = []
  const seen: string[] = []
  const handler = createNodeHandler({
    ...settings,
    maxBytes,
    onNotification: ({ id }) => void seen.push(id),
    observe: (event) => void events.push(event),
    deadline,
  })
  const listener: RequestListener = async (request, response) => {
    await prepare(request)
    await handler(request, response)
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/plans`, port, events, seen }
}

const post = async (url: string, body: string | Uint8Array, headers?: Record<string, string>) =>
  fetch(url, { method: 'POST', headers: headers ?? (await callbackHeaders(body)), body: body as BodyInit })

describe('createNodeHandler', () => {
  it('accepts a genuine callback over a socket, and its duplicate', async () => {
    const { url, seen } = await serve()
    const body = await planChangeEnvelope()
    for (let i = 0; i < 2; i++) {
      const response = await post(url, body)
      expect([response.status, await response.text()]).toEqual([204, ''])
    }
    expect(seen).toEqual(['EV-1'])
  })

  it('joins a body that arrives in pieces', async () => {
    const { url, seen } = await serve()
    const body = await planChangeEnvelope()
    const request = httpRequest(url, { method: 'POST', headers: await callbackHeaders(body) })
    request.write(body.slice(0, 10))
    await new Promise((resolve) => setTimeout(resolve, 20))
    request.end(body.slice(10))
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect(response.resume().statusCode).toBe(204)
    expect(seen).toEqual(['EV-1'])
  })

  it('refuses unsigned callbacks, repeated headers and a GET', async () => {
    const { url, port } = await serve()
    const refused = await post(url, '{}', { 'content-type': 'application/json' })
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { code: 'FAIL', message: expect.any(String) },
    ])
    expect((await fetch(url)).status).toBe(405)
    const headers = Object.entries(await callbackHeaders('{}')).flatMap(([name, value]) => [
      `${name}: ${value}`,
      `${name}: ${value}`,
    ])
    const socket = connect(port, '127.0.0.1')
    socket.end(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n${headers.join('\r\n')}\r\n\r\n{}`)
    const [response] = (await once(socket, 'data')) as [Buffer]
    expect(String(response)).toMatch(/^HTTP\/1\.1 400 /)
    socket.destroy()
  })

  it('responds to a body that is too large before it is complete, and closes the connection', async () => {
    const { url, events } = await serve()
    const request = httpRequest(url, {
      method: 'POST',
      headers: await callbackHeaders('{}', { 'content-length': String(10 * 1024 * 1024) }),
    })
    request.on('error', () => {})
    request.write(Buffer.alloc(200_000))
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close'])
    expect(events).toMatchObject([{ code: 'NOTIFY_BODY_TOO_LARGE' }])
    request.destroy()
  })

  it.each([
    ['as a stream', () => {}],
    [
      'as bytes that were read before',
      async (request: IncomingMessage & { body?: unknown }) => {
        request.body = await buffer(request)
      },
    ],
  ])('accepts a body of exactly maxBytes, and no larger one: %s', async (_, prepare) => {
    const { url, events } = await serve(prepare)
    const padded = async (size: number) => {
      const body = Buffer.alloc(size, ' ')
      body.write(await planChangeEnvelope())
      return body
    }
    expect((await post(url, await padded(maxBytes))).status).toBe(204)
    expect((await post(url, await padded(maxBytes + 1)).catch(() => undefined))?.status ?? 413).toBe(413)
    expect(events).toMatchObject([{ outcome: 'accepted' }, { code: 'NOTIFY_BODY_TOO_LARGE' }])
  })

  it('refuses a slow sender in time', async () => {
    const { url, events } = await serve(undefined, 50)
    const request = httpRequest(url, {
      method: 'POST',
      headers: await callbackHeaders('{}', { 'content-length': '100' }),
    })
    request.on('error', () => {})
    request.write('{')
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(408)
    expect(events).toMatchObject([{ code: 'NOTIFY_BODY_INCOMPLETE' }])
    request.destroy()
  })

  it('survives a sender that closes the connection', async () => {
    // After the request has arrived: otherwise the server does not see it.
    const { url, events } = await serve(async () => void setTimeout(() => request.destroy(), 30))
    const request = httpRequest(url, {
      method: 'POST',
      headers: await callbackHeaders('{}', { 'content-length': '100' }),
    })
    request.on('error', () => {})
    request.write('{')
    await expect.poll(() => events.length, { timeout: 10_000 }).toBe(1)
    expect(events).toMatchObject([{ code: 'NOTIFY_BODY_INCOMPLETE' }])
  })

  it('does not touch a response that was already begun', async () => {
    const { url } = await serve()
    const handler = createNodeHandler({
      ...settings,
      onNotification: () => {},
    })
    const server = createServer((request, response) => {
      response.writeHead(200).end('other')
      void handler(request, response)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const other = url.replace(/:\d+/, `:${(server.address() as AddressInfo).port}`)
    expect(await (await post(other, await planChangeEnvelope())).text()).toBe('other')
  })

  it('refuses a request without a method', async () => {
    const { handler, statuses } = bare()
    await handler({ headers: {}, complete: true } as IncomingMessage)
    expect(statuses).toEqual([405])
  })
})

function bare() {
  const statuses: number[] = []
  const handler = createNodeHandler({
    ...settings,
    onNotification: () => {},
  })
  const response = {
    destroyed: false,
    headersSent: false,
    writeHead: (status: number) => statuses.push(status),
    end() {},
  }
  return { statuses, handler: (request: IncomingMessage) => handler(request, response as never) }
}
