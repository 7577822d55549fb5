// Sealed resources: AES-256-GCM, opened as a whole or not at all.
import { importApiV3Key, openResource } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { apiV3Key, utf8 } from '@wxdp-internal/fixtures'
import { genuineSealed } from '@wxdp-internal/fixtures/bad-inputs'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { text } from './support/bytes.ts'

const group = 'sealed'
const plaintext = '{"plan_id":"12000","change_reason":"审核通过"}'
const { nonce, associated_data: associatedData = '' } = genuineSealed

test(group, 'seals to the same bytes as OpenSSL', async () => {
  const sealed = await sealResource(apiV3Key, utf8(plaintext), { associatedData, nonce })
  equal(sealed.ciphertext, genuineSealed.ciphertext)
})

test(group, 'opens what OpenSSL has sealed', async () =>
  equal(text(await openResource(apiV3Key, genuineSealed)), plaintext),
)

test(group, 'a key may be a string, bytes or imported', async () => {
  for (const key of [apiV3Key, utf8(apiV3Key), importApiV3Key(apiV3Key)]) {
    equal(text(await openResource(key, genuineSealed)), plaintext)
  }
})

for (const size of [0, 1, 16, 65_536]) {
  test(group, `${size} bytes are sealed and opened`, async () => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251)
    alike(await openResource(apiV3Key, await sealResource(apiV3Key, bytes, { associatedData })), bytes)
  })
}

test(group, 'absent associated data is empty associated data', async () => {
  const { associated_data: _, ...sealed } = await sealResource(apiV3Key, utf8(plaintext))
  equal(text(await openResource(apiV3Key, sealed)), plaintext)
})

test(group, 'each sealing has its own nonce', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => sealResource(apiV3Key, utf8(plaintext))))
  equal(new Set(all.map((sealed) => sealed.nonce)).size, 20)
})

test(group, 'a key with a multi-byte character and a key of 16 bytes are refused', async () => {
  for (const key of [apiV3Key.replace('T', '中'), new Uint8Array(16)]) {
    await refuses('AUTH_API_V3_KEY_INVALID', () => importApiV3Key(key))
    await refuses('AUTH_API_V3_KEY_INVALID', () => openResource(key, genuineSealed))
  }
})
