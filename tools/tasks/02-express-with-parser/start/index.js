import express from 'express'

export function createApp(_settings, { record: _record }) {
  const app = express()
  app.use(express.json())
  app.post('/orders', (request, response) => response.json({ received: request.body.id }))
  return app
}
