// The table of bad inputs, on every host.
import { createVerifier, openResource, type SealedResource, type SignedMessage } from '@wxdp/auth'
import {
  genuineBody,
  genuineNonce,
  genuineSealed,
  type Message,
  messageCases,
  sealedCases,
  sealedKey,
  signedAt,
} from '@wxdp-internal/fixtures/bad-inputs'
import { refuses, test } from '../harness/index.ts'
import { platformKeys, signed } from './support/platform.ts'

const group = 'bad inputs'

for (const { input, result, signs = genuineBody, change, late = 0 } of messageCases) {
  test(group, `${input}: ${result}`, async () => {
    const headers = await signed(signs, { timestamp: signedAt, nonce: genuineNonce })
    const genuine: Message = { headers, body: signs }
    const message = (change?.(genuine) ?? genuine) as SignedMessage
    const now = (): number => (signedAt + late) * 1000
    const verify = () => createVerifier({ keys: platformKeys, now }).verify(message)
    await (result === 'accepted' ? verify() : refuses(result, verify))
  })
}

for (const { input, result, sealed, key = sealedKey } of sealedCases) {
  test(group, `sealed: ${input}: ${result}`, async () => {
    const open = () => openResource(key, { ...genuineSealed, ...sealed } as SealedResource)
    await (result === 'opened' ? open() : refuses(result, open))
  })
}
