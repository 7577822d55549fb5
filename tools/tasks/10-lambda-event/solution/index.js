import { createVerifier } from '@wxdp/auth'
import { createEventHandler } from '@wxdp/notify/event'

export function createLambda(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  return createEventHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    onNotification: ({ resource }) => record(resource),
  })
}
