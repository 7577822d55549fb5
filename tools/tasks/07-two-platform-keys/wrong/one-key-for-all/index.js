import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record }) {
  const { platformPublicKey, apiV3Key, sandbox } = settings
  return createHandler({
    verifier: createVerifier({
      keys: Object.fromEntries(settings.platformKeys.map((each) => [each.serialNo, platformPublicKey])),
      sandbox,
    }),
    apiV3Key,
    onNotification: ({ resource }) => record(resource),
  })
}
