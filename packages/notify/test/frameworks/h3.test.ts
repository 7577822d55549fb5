// h3 is the HTTP layer of Nitro: version 2 of Nitro 3, version 1 of Nitro 2 and Nuxt 4.
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { createHandler } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { defineEventHandler, type EventHandler, H3, readBody, toNodeHandler } from 'h3'
import * as h3 from 'h3-1'
import { describe, expect, it } from 'vitest'
import {
  endsStalledBodies,
  evaluate,
  fixes,
  listen,
  type Options,
  type Start,
  works,
} from '../support/frameworks.ts'

const path = '/wechatpay/plans'

describe('h3 2', () => {
  const serve = (options: Options, ...before: EventHandler[]): Promise<string> => {
    const handler = createHandler(options)
    const app = new H3()
    for (const each of before) app.use(each)
    app.post(
      path,
      defineEventHandler((event) => handler(event.req)),
    )
    return listen(createServer(toNodeHandler(app)))
  }
  works('alone', (options) => serve(options))

  const readBefore =
    (code: string): Start =>
    (options) =>
      serve(options, async (event) => {
        await evaluate(code, { event, readBody })
      })
  fixes('readBody() before the handler', {
    start: readBefore('readBody(event)'),
    named: 'The body has already been read',
    remedy: 'event.req.clone().json()',
    pasted: readBefore,
    readsCopy: true,
  })
})

// The Request of its toWebRequest() ends the process when the handler stops reading it, so the Node handler is right.
describe('h3 1', () => {
  type Before = (event: h3.H3Event) => unknown
  const serve = (options: Options, inMiddleware: Before, inRoute: Before = () => {}): Promise<string> => {
    const handler = createNodeHandler(options)
    const app = h3.createApp().use(
      h3.defineEventHandler(async (event) => {
        await inMiddleware(event)
      }),
    )
    const router = h3.createRouter().post(
      path,
      h3.defineEventHandler(async (event) => {
        await inRoute(event)
        return handler(event.node.req, event.node.res)
      }),
    )
    return listen(createServer(h3.toNodeListener(app.use(router))))
  }
  works('alone', (options) => serve(options, () => {}))
  endsStalledBodies('alone', (options) => serve(options, () => {}))

  fixes('readBody() before the handler', {
    start: (options) => serve(options, h3.readBody),
    named: 'readBody() of h3 (Nuxt, Nitro 2) has read the body',
    remedy: 'event.node.req.rawBody = await readRawBody(event, false)',
    pasted: (code) => (options) =>
      serve(options, h3.readBody, (event) => evaluate(code, { event, readRawBody: h3.readRawBody })),
    readsCopy: true,
  })

  it('ends the process when a Request of toWebRequest() is not read to its end', async () => {
    const program = `import { createServer, request } from 'node:http'
import { createApp, defineEventHandler, toNodeListener, toWebRequest } from 'h3-1'
const app = createApp().use(defineEventHandler(async (event) => {
  const reader = toWebRequest(event).body.getReader()
  await reader.read()
  await reader.cancel()
  return ''
}))
const server = createServer(toNodeListener(app)).listen(0, '127.0.0.1', () => {
  const { port } = server.address()
  request({ port, host: '127.0.0.1', method: 'POST' }).on('error', () => {}).end('x'.repeat(300_000))
})`
    const ended = new Promise((resolve) =>
      execFile(
        process.execPath,
        ['--input-type=module', '-e', program],
        { cwd: import.meta.dirname, timeout: 30_000 },
        (error, _, stderr) => resolve([error?.code, stderr.includes('ERR_INVALID_STATE')]),
      ),
    )
    expect(await ended).toEqual([1, true])
  })
})
