import Fastify from 'fastify'

export function createApp(_settings, { record: _record }) {
  const app = Fastify()
  app.post('/orders', async (request) => ({ received: request.body.id }))
  return app
}
