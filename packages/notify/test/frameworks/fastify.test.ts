import { once } from 'node:events'
import { createFastifyHandler } from '@wxdp/notify/node'
import Fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { endAfterTest, fixes, namesTheMistake, originOf, paste, works } from '../support/frameworks.ts'
import { settings } from '../support/settings.ts'

const path = '/wechatpay/plans'

async function serve(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  endAfterTest(() => app.close())
  return originOf(app.server)
}

describe('Fastify 5', () => {
  fixes('its own JSON parser', {
    start: (options) => {
      const app = Fastify()
      app.post(path, createFastifyHandler(options))
      return serve(app)
    },
    named: "Fastify's content type parser has read the body",
    remedy:
      "app.register(async (scope) => { scope.removeAllContentTypeParsers(); scope.addContentTypeParser('*', (request, body, done) => done(null)); scope.post('/path', handler) })",
    pasted: (code) => (options) => {
      const app = Fastify()
      paste(code, { app, handler: createFastifyHandler(options) })
      return serve(app)
    },
  })

  works('in a scope that keeps the Buffer', (options) => {
    const app = Fastify()
    app.register(async (scope) => {
      scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
        done(null, body),
      )
      scope.post(path, createFastifyHandler(options))
    })
    return serve(app)
  })

  it('leaves the other routes their JSON', async () => {
    const app = Fastify()
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _body, done) => done(null))
    })
    app.post('/other', async (request) => request.body)
    const response = await fetch(`${await serve(app)}/other`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(await response.json()).toEqual({ a: 1 })
  })

  namesTheMistake(
    'a hook that reads the body',
    (options) => {
      const app = Fastify()
      app.addHook('onRequest', async (request) => {
        await once(request.raw.resume(), 'end')
      })
      app.register(async (scope) => {
        scope.removeAllContentTypeParsers()
        scope.addContentTypeParser('*', (_request, _body, done) => done(null))
        scope.post(path, createFastifyHandler(options))
      })
      return serve(app)
    },
    ['Something that is not known, before the route of Fastify'],
  )

  it('leaves a reply alone that was already sent', async () => {
    const handler = createFastifyHandler({ ...settings, onNotification() {} })
    const app = Fastify()
    app.post(path, async (request, reply) => {
      reply.send({ other: true })
      await handler(request, reply)
      return reply
    })
    const origin = await serve(app)
    const response = await fetch(`${origin}${path}`, { method: 'POST' })
    expect([response.status, await response.json()]).toEqual([200, { other: true }])
  })
})
