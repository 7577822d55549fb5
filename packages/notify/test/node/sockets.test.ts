// What senders may do to a connection, by accident or on purpose.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { CallbackEvent } from '@wxdp/notify'
import { createNodeHandler, type NodeHandler } from '@wxdp/notify/node'
import { utf8 } from '@wxdp-internal/fixtures'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close()
})

function setUp(deadline = 4000) {
  const events: CallbackEvent[] = []
  const handler = createNodeHandler({
    ...settings,
    onNotification: () => {},
    observe: (event) => void events.push(event),
    deadline,
  })
  return { events, handler, codes: () => events.map(({ outcome, code }) => code ?? outcome) }
}

/** A raw connection to a server with the handler, and what has arrived on it so far. */
async function talk(handler: NodeHandler, configure: (server: Server) => void = () => {}) {
  const server = createServer(handler).listen(0, '127.0.0.1')
  configure(server)
  open.push({ close: () => server.close() && server.closeAllConnections() })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  open.push({ close: () => socket.destroy() })
  await once(socket, 'connect')
  let text = ''
  let ended = false
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('close', () => {
    ended = true
  })
  socket.on('error', () => {})
  return {
    socket,
    text: () => text,
    /** The statuses of all responses so far, once there are at least `count`. */
    async statuses(count: number) {
      await expect.poll(() => statusesIn(text).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(count)
      return statusesIn(text)
    },
    closed: () => expect.poll(() => ended, { timeout: 10_000 }).toBe(true),
  }
}

const statusesIn = (text: string): number[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))

interface Change {
  /** Headers to add or to replace; `undefined` leaves one out. */
  readonly headers?: Record<string, string | undefined>
  readonly method?: string
}

/** The head of a callback as it is on the wire. */
async function head(body: string, { headers = {}, method = 'POST' }: Change = {}): Promise<string> {
  const all = {
    host: 'x',
    'content-length': String(utf8(body).length),
    ...(await callbackHeaders(body)),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}`,
  )
  return `${method} /wechatpay/plans HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

async function trickle(socket: Socket, text: string, { pieces, pause }: { pieces: number; pause: number }) {
  const size = Math.ceil(text.length / pieces)
  for (let i = 0; i < text.length && !socket.destroyed; i += size) {
    socket.write(text.slice(i, i + size))
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

describe('a sender that', () => {
  it('is slow but in time gets its 204', async () => {
    const { handler } = setUp()
    const { socket, statuses } = await talk(handler)
    const body = await planChangeEnvelope()
    await trickle(socket, (await head(body)) + body, { pieces: 40, pause: 5 })
    expect(await statuses(1)).toEqual([204])
  })

  it('sends too slowly is refused at the deadline, and disconnected', async () => {
    const { handler, codes } = setUp(100)
    const { socket, text, statuses, closed } = await talk(handler)
    const body = await planChangeEnvelope()
    socket.write(await head(body))
    await trickle(socket, body, { pieces: 50, pause: 10 })
    expect(await statuses(1)).toEqual([408])
    expect(text()).toMatch(/^connection: close/im)
    await closed()
    expect(codes()).toEqual(['NOTIFY_BODY_INCOMPLETE'])
  })

  it.each([
    ['in the middle of the body', 20],
    ['right after the headers', 0],
  ])('closes the connection %s is observed, and nothing is handled', async (_, sent) => {
    const { handler, codes } = setUp()
    const { socket } = await talk(handler)
    const body = await planChangeEnvelope()
    socket.write((await head(body)) + body.slice(0, sent))
    setTimeout(() => socket.destroy(), 50)
    await expect.poll(codes, { timeout: 10_000 }).toEqual(['NOTIFY_BODY_INCOMPLETE'])
  })

  it('closes the connection before the handler is called is not waited for', async () => {
    const { handler, codes, events } = setUp()
    const { socket } = await talk(async (request, response) => {
      await new Promise((resolve) => request.socket.once('close', resolve))
      await handler(request, response)
    })
    const body = await planChangeEnvelope()
    socket.write((await head(body)) + body.slice(0, 20))
    setTimeout(() => socket.destroy(), 50)
    await expect.poll(codes, { timeout: 10_000 }).toEqual(['NOTIFY_BODY_INCOMPLETE'])
    expect(events).toHaveLength(1)
  })

  it('closes the connection after the body has its callback handled', async () => {
    const { handler, codes } = setUp()
    const { socket } = await talk(handler)
    const body = await planChangeEnvelope()
    socket.write((await head(body)) + body, () => socket.destroy())
    await expect.poll(codes, { timeout: 10_000 }).toEqual(['accepted'])
  })

  it('sends chunks without a length gets its 204', async () => {
    const { handler } = setUp()
    const { socket, statuses } = await talk(handler)
    const body = await planChangeEnvelope()
    const chunked = { 'content-length': undefined, 'transfer-encoding': 'chunked' }
    socket.write(await head(body, { headers: chunked }))
    for (let i = 0; i < body.length; i += 100) {
      const part = body.slice(i, i + 100)
      socket.write(`${utf8(part).length.toString(16)}\r\n${part}\r\n`)
    }
    socket.write('0\r\n\r\n')
    expect(await statuses(1)).toEqual([204])
  })

  it('sends endless chunks is refused at the limit, and disconnected', async () => {
    const { handler, codes } = setUp()
    const { socket, statuses, closed } = await talk(handler)
    socket.write(
      await head('{}', { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } }),
    )
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    let sent = 0
    while (!socket.destroyed && sent < 200) {
      socket.write(chunk)
      sent += 1
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    expect(sent).toBeLessThan(200)
    expect(await statuses(1)).toEqual([413])
    await closed()
    expect(codes()).toEqual(['NOTIFY_BODY_TOO_LARGE'])
  })

  it('expects 100-continue gets it', async () => {
    const { handler } = setUp()
    const { socket, statuses } = await talk(handler)
    const body = await planChangeEnvelope()
    socket.write(await head(body, { headers: { expect: '100-continue' } }))
    expect(await statuses(1)).toEqual([100])
    socket.write(body)
    expect(await statuses(2)).toEqual([100, 204])
  })

  it('expects 100-continue may get a refusal instead', async () => {
    const { handler } = setUp()
    const { socket, statuses, closed } = await talk(handler, (server) => {
      server.on('checkContinue', (request, response) => void handler(request, response))
    })
    const headers = { expect: '100-continue', 'content-type': 'text/xml' }
    socket.write(await head('{}', { headers }))
    expect(await statuses(1)).toEqual([415])
    await closed()
  })

  it('keeps the connection after a refusal can send the next callback', async () => {
    const { handler, codes } = setUp()
    const { socket, statuses, text } = await talk(handler)
    const body = await planChangeEnvelope()
    socket.write((await head(body, { headers: { 'wechatpay-nonce': 'forged' } })) + body)
    expect(await statuses(1)).toEqual([401])
    expect(text()).not.toMatch(/^connection: close/im)
    socket.write((await head(body)) + body)
    expect(await statuses(2)).toEqual([401, 204])
    expect(codes()).toEqual(['AUTH_SIGNATURE_INVALID', 'accepted'])
  })

  it('sends callbacks before the response to the last one gets all responses, in order', async () => {
    const { handler, events } = setUp()
    const { socket, statuses } = await talk(handler)
    const bodies = await Promise.all(['EV-1', 'EV-2', 'EV-3'].map((id) => planChangeEnvelope({ id })))
    const wires = await Promise.all(bodies.map(async (body) => (await head(body)) + body))
    const forged = (await head(bodies[0] ?? '', { headers: { 'wechatpay-nonce': 'forged' } })) + bodies[0]
    socket.write([wires[0], forged, wires[1], wires[2]].join(''))
    expect(await statuses(4)).toEqual([204, 401, 204, 204])
    expect(events.flatMap(({ id }) => id ?? []).sort()).toEqual(['EV-1', 'EV-2', 'EV-3'])
  })

  it('is refused before its body has arrived cannot smuggle a request in the body', async () => {
    const { handler, codes } = setUp()
    const { socket, statuses, closed } = await talk(handler)
    const smuggled = 'POST /smuggled HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n'
    socket.write(await head(smuggled, { method: 'PUT' }))
    expect(await statuses(1)).toEqual([405])
    socket.write(smuggled)
    await closed()
    expect(codes()).toEqual(['NOTIFY_METHOD'])
    expect(await statuses(1)).toEqual([405])
  })

  it('uses HTTP/2 gets the same responses', async () => {
    const warned = vi.spyOn(process, 'emitWarning')
    const { handler, codes } = setUp()
    const server = createHttp2Server((request, response) => void handler(request as never, response as never))
    server.listen(0, '127.0.0.1')
    open.push(server)
    await once(server, 'listening')
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    open.push(client)
    const body = await planChangeEnvelope()
    const send = async (headers: Record<string, string>, text: string) => {
      const stream = client.request({ ':method': 'POST', ':path': '/wechatpay/plans', ...headers })
      stream.end(text)
      const [responseHeaders] = await once(stream, 'response')
      stream.resume()
      return responseHeaders[':status']
    }
    const headers = await callbackHeaders(body)
    expect(await send(headers, body)).toBe(204)
    expect(await send({ ...headers, 'wechatpay-nonce': 'forged' }, body)).toBe(401)
    expect(await send({ ...headers, 'content-type': 'text/xml' }, body)).toBe(415)
    expect(await send(headers, 'x'.repeat(100_000))).toBe(413)
    expect(codes()).toEqual([
      'accepted',
      'AUTH_SIGNATURE_INVALID',
      'NOTIFY_CONTENT_TYPE',
      'NOTIFY_BODY_TOO_LARGE',
    ])
    expect(warned.mock.calls).toEqual([])
    warned.mockRestore()
  })
})
