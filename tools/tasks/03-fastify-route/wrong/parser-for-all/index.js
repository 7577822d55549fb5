import { createVerifier } from '@wxdp/auth'
import { createFastifyHandler } from '@wxdp/notify/node'
import Fastify from 'fastify'

export function createApp(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const app = Fastify()
  app.post('/orders', async (request) => ({ received: request.body.id }))
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.post(
    '/wechatpay/plans',
    createFastifyHandler({
      verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
      apiV3Key,
      onNotification: ({ resource }) => record(resource),
    }),
  )
  return app
}
