// Sealed resources: AES-256-GCM, opened whole or not at all.
import { importApiV3Key, openResource, type SealedResource } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { apiV3Key, text, utf8 } from './fixtures.ts'

const group = 'sealed'
const plaintext = '{"plan_id":"12000","change_reason":"审核通过"}'
const nonce = '0123456789ab'
const associatedData = 'delivery_plan'
/** As OpenSSL seals it. */
const known: SealedResource = {
  algorithm: 'AEAD_AES_256_GCM',
  ciphertext: 'zhH6EH1secjq5tpF7422FqYcnE1lVoKeu1ayPgTckrP2S/QNJ2myvFFFJjsGDzWj2bf8HHd91EFpx9jwyP0yulZS',
  nonce,
  associated_data: associatedData,
}

test(group, 'seals to the bytes that OpenSSL gives', async () => {
  const sealed = await sealResource(apiV3Key, utf8(plaintext), { associatedData, nonce })
  equal(sealed.ciphertext, known.ciphertext)
})

test(group, 'opens what OpenSSL has sealed', async () =>
  equal(text(await openResource(apiV3Key, known)), plaintext),
)

test(group, 'a key as text, as bytes and imported', async () => {
  for (const key of [apiV3Key, utf8(apiV3Key), importApiV3Key(apiV3Key)]) {
    equal(text(await openResource(key, known)), plaintext)
  }
})

for (const size of [0, 1, 16, 65_536]) {
  test(group, `${size} bytes go in and come out`, async () => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251)
    alike(await openResource(apiV3Key, await sealResource(apiV3Key, bytes, { associatedData })), bytes)
  })
}

test(group, 'absent associated data is empty associated data', async () => {
  const { associated_data: _, ...sealed } = await sealResource(apiV3Key, utf8(plaintext))
  equal(text(await openResource(apiV3Key, sealed)), plaintext)
})

test(group, 'each sealing has a nonce of its own', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => sealResource(apiV3Key, utf8(plaintext))))
  equal(new Set(all.map((sealed) => sealed.nonce)).size, 20)
})

test(group, 'a key with a character of several bytes, and one of 16 bytes, are none', async () => {
  for (const key of [apiV3Key.replace('T', '中'), new Uint8Array(16)]) {
    await refuses('AUTH_API_V3_KEY_INVALID', () => importApiV3Key(key))
    await refuses('AUTH_API_V3_KEY_INVALID', () => openResource(key, known))
  }
})
