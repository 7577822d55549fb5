import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record, count }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  return createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    observe: ({ outcome }) => count(outcome === 'probe' ? 'refused' : outcome),
    onNotification: ({ resource }) => record(resource),
  })
}
