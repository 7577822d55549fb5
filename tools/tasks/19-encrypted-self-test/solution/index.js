import { createSigner, createVerifier, encryptField } from '@wxdp/auth'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'

export async function selfTest(settings, message) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox })
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier,
    sandbox,
    fetch,
  })
  const { echo_message } = await client.call(echo, {
    echo_message: message,
    encrypted_echo_message: await encryptField(verifier.keyring, message),
  })
  return echo_message
}
