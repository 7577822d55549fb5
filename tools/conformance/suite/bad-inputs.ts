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
import { platformSerial, publicKey } from './fixtures.ts'
import { signed } from './platform.ts'

const group = 'bad inputs'

for (const { input, answer, signs = genuineBody, change, late = 0 } of messageCases) {
  test(group, `${input}: ${answer}`, async () => {
    const headers = await signed(signs, { timestamp: signedAt, nonce: genuineNonce })
    const genuine: Message = { headers, body: signs }
    const message = (change?.(genuine) ?? genuine) as SignedMessage
    const now = (): number => (signedAt + late) * 1000
    const verify = () => createVerifier({ keys: { [platformSerial]: publicKey }, now }).verify(message)
    await (answer === 'accepted' ? verify() : refuses(answer, verify))
  })
}

for (const { input, answer, sealed, key = sealedKey } of sealedCases) {
  test(group, `sealed: ${input}: ${answer}`, async () => {
    const run = () => openResource(key, { ...genuineSealed, ...sealed } as SealedResource)
    await (answer === 'opened' ? run() : refuses(answer, run))
  })
}
