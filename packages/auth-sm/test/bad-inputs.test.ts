// SM2 and SM4 give the same results as @wxdp/auth for the same bad inputs.

import type { SealedResource, SignedMessage } from '@wxdp/auth'
import { createVerifier } from '@wxdp/auth'
import { createSm2Keyring, openSm4Resource } from '@wxdp/auth-sm'
import { signSm2Message } from '@wxdp/auth-sm/platform'
import { keys } from '@wxdp-internal/fixtures'
import {
  genuineBody,
  genuineNonce,
  type Message,
  messageCases,
  sealedCasesOf,
  sealedKey,
  signedAt,
} from '@wxdp-internal/fixtures/bad-inputs'
import { smSealed } from '@wxdp-internal/fixtures/sm'
import { describe, expect, it } from 'vitest'

const { privateKey, publicKey } = keys.sm.platform

/** The given word, or the code of the error that the call throws. */
async function resultOf(good: string, run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run()
    return good
  } catch (error) {
    return (error as { code?: unknown }).code ?? error
  }
}

/** Each SM2 signature is different. The table needs one whose Base64 has every character that it changes. */
const signatures = new Map<Uint8Array, Promise<Message>>()
const signed = (body: Uint8Array): Promise<Message> => {
  const known = signatures.get(body) ?? sign(body)
  signatures.set(body, known)
  return known
}

async function sign(body: Uint8Array): Promise<Message> {
  for (;;) {
    const made = await signSm2Message({
      body,
      serialNo: keys.platform.serialNo,
      privateKey,
      timestamp: signedAt,
      nonce: genuineNonce,
    })
    if (!/\+.*\/.*=|\/.*\+.*=/.test(made['Wechatpay-Signature'])) continue
    const headers = Object.entries(made).map(([name, value]) => [name.toLowerCase(), value])
    return { headers: Object.fromEntries(headers), body }
  }
}

describe('a response or callback with', () => {
  it.each(messageCases)('$input: $result', async ({ result, signs = genuineBody, change, late = 0 }) => {
    const genuine = await signed(signs)
    const changed = change?.(genuine) ?? genuine
    // Without a real change, the test would prove nothing.
    if (change) expect(changed).not.toEqual(genuine)
    const now = () => (signedAt + late) * 1000
    const verifier = createVerifier({ keys: createSm2Keyring({ [keys.platform.serialNo]: publicKey }), now })
    expect(await resultOf('accepted', () => verifier.verify(changed as SignedMessage))).toBe(result)
  })
})

describe('a sealed resource with', () => {
  const { genuine } = smSealed
  const cases = sealedCasesOf({ ...smSealed, otherAlgorithm: 'AEAD_AES_256_GCM' })

  it.each(cases)('$input: $result', async ({ result, sealed, key = sealedKey }) => {
    const changed = { ...genuine, ...sealed } as SealedResource
    if (sealed) expect(changed).not.toEqual(genuine)
    expect(await resultOf('opened', () => openSm4Resource(key, changed))).toBe(result)
  })
})
