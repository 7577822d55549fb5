import { createFastifyHandler } from '@wxdp/notify/node'
import Fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'
import { endAfterTest, namesTheMistake, originOf, works } from '../support/frameworks.ts'

const path = '/wechatpay/plans'

async function serve(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  endAfterTest(() => app.close())
  return originOf(app.server)
}

describe('Fastify 5', () => {
  works('in a scope that keeps the Buffer, as the error suggests', (options) => {
    const app = Fastify()
    app.register(async (scope) => {
      scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
        done(null, body),
      )
      scope.post(path, createFastifyHandler(options))
    })
    return serve(app)
  })

  works('in a scope that leaves the body unread', (options) => {
    const app = Fastify()
    app.register(async (scope) => {
      scope.addContentTypeParser('application/json', (_request, _payload, done) => done(null))
      scope.post(path, createFastifyHandler(options))
    })
    return serve(app)
  })

  it('leaves the other routes their JSON', async () => {
    const app = Fastify()
    app.register(async (scope) => {
      scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
        done(null, body),
      )
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
    'its own JSON parser',
    (options) => {
      const app = Fastify()
      app.post(path, createFastifyHandler(options))
      return serve(app)
    },
    [
      "Fastify's content type parser",
      "addContentTypeParser('application/json', { parseAs: 'buffer' }",
      'app.register(',
    ],
  )
})
