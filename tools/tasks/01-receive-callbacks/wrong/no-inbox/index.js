import { createVerifier } from '@wxdp/auth'
import { createReceiver } from '@wxdp/notify'

export function createCallbackHandler(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox })
  const receive = createReceiver({ verifier, apiV3Key })
  return async (request) => {
    try {
      const { resource } = await receive(request)
      await record(resource)
      return new Response(null, { status: 204 })
    } catch {
      return Response.json({ code: 'FAIL' }, { status: 401 })
    }
  }
}
