import { publicEncrypt } from 'node:crypto'
import { createSigner, createVerifier } from '@wxdp/auth'
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
    encrypted_echo_message: {
      ciphertext: publicEncrypt(
        { key: platformPublicKey, oaepHash: 'sha256' },
        Buffer.from(message),
      ).toString('base64'),
      serialNo: platformSerial,
    },
  })
  return echo_message
}
