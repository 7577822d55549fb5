// A server with a handler, in a process with a small heap. Sends its parent its port, and its memory when asked.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createServer as createHttp2Server, type Http2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createVerifier } from '@wxdp/auth'
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import { createFastifyHandler, createKoaHandler, createNodeHandler } from '@wxdp/notify/node'
import { apiV3Key, platformSerial } from '@wxdp-internal/fixtures'
import express from 'express'
import Fastify from 'fastify'
import Koa from 'koa'

/** How much the process holds. */
export interface Holding {
  /** MB of memory, by the operating system's count. */
  readonly rss: number
  /** MB of objects and of buffers, after a garbage collection. */
  readonly used: number
  /** Connections, or streams of HTTP/2, that there were, and that are open. */
  readonly began: number
  readonly open: number
}

const { HOST = '', PLATFORM_PUBLIC_KEY = '', DEADLINE } = process.env
const path = '/wechatpay/plans'
const settings: HandlerSettings = {
  verifier: createVerifier({ keys: { [platformSerial]: PLATFORM_PUBLIC_KEY } }),
  apiV3Key,
  onNotification() {},
  deadline: Number(DEADLINE),
}

/** Each as its page shows it. */
const hosts: Readonly<Record<string, () => Promise<Server | Http2Server> | Server | Http2Server>> = {
  'node:http': () => createServer(createNodeHandler(settings)),
  express: () => createServer(express().post(path, createNodeHandler(settings))),
  koa() {
    const handler = createKoaHandler(settings)
    const app = new Koa().use((ctx, next) => (ctx.path === path ? handler(ctx) : next()))
    return createServer(app.callback())
  },
  async fastify() {
    const app = Fastify()
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.post(path, createFastifyHandler(settings))
    })
    await app.ready()
    return app.server
  },
  'node:http2': () => createHttp2Server(createNodeHandler(settings) as never),
  web: () => createServer(getRequestListener(createHandler(settings))),
}

const server = await hosts[HOST]?.()
if (!server) throw new Error(`There is no host ${HOST}.`)
let began = 0
let open = 0
const count = (each: { once(event: 'close', listener: () => void): unknown }): void => {
  began += 1
  open += 1
  each.once('close', () => {
    open -= 1
  })
}
server.on(HOST === 'node:http2' ? 'stream' : 'connection', count)
server.listen(0, '127.0.0.1')
await once(server, 'listening')

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10
process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  process.send?.({
    rss: megabytes(rss),
    used: megabytes(heapUsed + arrayBuffers),
    began,
    open,
  } satisfies Holding)
})
process.send?.({ port: (server.address() as AddressInfo).port })
// Without its parent, nobody needs this process.
process.once('disconnect', () => process.exit())
