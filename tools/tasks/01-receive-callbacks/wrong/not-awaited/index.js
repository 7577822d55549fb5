import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  return createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    onNotification: ({ resource }) => {
      record(resource).catch(() => {})
    },
  })
}
