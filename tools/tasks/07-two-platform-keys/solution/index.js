import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createCallbackHandler(settings, { record }) {
  const { platformKeys, apiV3Key, sandbox } = settings
  const keys = Object.fromEntries(platformKeys.map(({ serialNo, publicKey }) => [serialNo, publicKey]))
  return createHandler({
    verifier: createVerifier({ keys, sandbox }),
    apiV3Key,
    onNotification: ({ resource }) => record(resource),
  })
}
