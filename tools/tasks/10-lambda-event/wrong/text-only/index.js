import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createLambda(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const handler = createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    onNotification: ({ resource }) => record(resource),
  })
  return async ({ headers, body }) => {
    const response = await handler(new Request('https://lambda/', { method: 'POST', headers, body }))
    return { statusCode: response.status, body: await response.text() }
  }
}
