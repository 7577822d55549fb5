import { createVerifier } from '@wxdp/auth'
import { createReceiver } from '@wxdp/notify'
import express from 'express'

export function createApp(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox })
  const receive = createReceiver({ verifier, apiV3Key })
  const seen = new Set()
  const app = express()
  app.use(express.json())
  app.post('/orders', (request, response) => response.json({ received: request.body.id }))
  app.post('/wechatpay/plans', async (request, response) => {
    try {
      const body = new TextEncoder().encode(JSON.stringify(request.body))
      const { id, resource } = await receive({ headers: request.headers, body })
      if (!seen.has(id)) await record(resource)
      seen.add(id)
      response.status(204).end()
    } catch {
      response.status(401).json({ code: 'FAIL' })
    }
  })
  return app
}
