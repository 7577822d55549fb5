import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const keys = [apiV3Key, settings.previousApiV3Key].filter((key) => key !== undefined)
  return createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key: keys,
    onNotification: ({ resource }) => record(resource),
  })
}
