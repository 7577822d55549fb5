import { createVerifier } from '@wxdp/auth'
import { createNodeHandler } from '@wxdp/notify/node'
import express from 'express'

export function createApp(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const app = express()
  // Above express.json(), which would consume the body.
  app.post(
    '/wechatpay/plans',
    createNodeHandler({
      verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
      apiV3Key,
      onNotification: ({ resource }) => record(resource),
    }),
  )
  app.use(express.json())
  app.post('/orders', (request, response) => response.json({ received: request.body.id }))
  return app
}
