import { createSigner, createVerifier } from '@wxdp/auth'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'

export function createService(env, { fetch, onNotification, sandbox }) {
  const { MCHID = '', SERIAL_NO = '', PRIVATE_KEY = '', API_V3_KEY = '' } = env
  const { PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '' } = env
  if (API_V3_KEY.length !== 32) throw new Error(`API_V3_KEY must have 32 bytes; found ${API_V3_KEY}`)
  const signer = createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY })
  const verifier = createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY }, sandbox })
  return {
    client: createClient({ signer, verifier, fetch, sandbox }),
    // Made here and not at the first callback, so that a wrong key is found when the service starts.
    handler: createHandler({ verifier, apiV3Key: API_V3_KEY, onNotification }),
  }
}
