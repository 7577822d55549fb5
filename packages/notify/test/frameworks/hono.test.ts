import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createHandler } from '@wxdp/notify'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { evaluate, fixes, listen, type Start, works } from '../support/frameworks.ts'
import { settings } from '../support/settings.ts'

const path = '/wechatpay/plans'

/** On @hono/node-server, which replaces the global Request and Response unless told otherwise. */
const serve = (app: Hono, overrideGlobalObjects = true): Promise<string> =>
  listen(createServer(getRequestListener(app.fetch, { overrideGlobalObjects })))

const right: Start = (options) => {
  const handler = createHandler(options)
  return serve(new Hono().post(path, (c) => handler(c.req.raw)))
}

describe('Hono 4', () => {
  works('on node-server', right)

  works('on node-server with the original Request and Response', (options) => {
    const handler = createHandler(options)
    return serve(
      new Hono().post(path, (c) => handler(c.req.raw)),
      false,
    )
  })

  works('with the handler itself as fetch', (options) =>
    listen(createServer(getRequestListener(createHandler(options)))),
  )

  it('as a fetch handler on a host with waitUntil', async () => {
    const kept: Promise<unknown>[] = []
    const handler = createHandler({
      ...settings,
      onNotification: () => {},
    })
    const app = new Hono().post('*', (c) => handler(c.req.raw, c.executionCtx))
    const context = {
      waitUntil: (work: Promise<unknown>) => void kept.push(work),
      passThroughOnException() {},
    }
    const response = await app.fetch(await callbackRequest(), {}, { ...context, props: {} })
    expect([response.status, kept.length]).toEqual([204, 1])
  })

  const readBefore =
    (code: string): Start =>
    (options) => {
      const handler = createHandler(options)
      const app = new Hono()
      app.use(async (c, next) => {
        await evaluate(code, { c })
        await next()
      })
      return serve(app.post(path, (c) => handler(c.req.raw)))
    }
  fixes('c.req.json() before the handler', {
    start: readBefore('c.req.json()'),
    named: 'The body has already been read',
    remedy: 'c.req.raw.clone().json()',
    pasted: readBefore,
    readsCopy: true,
  })
})
