// Sealed resources: AES-256-GCM, opened whole or not at all.
import { importApiV3Key, open, type Sealed } from '@wxdp/auth'
import { seal } from '@wxdp/auth/platform'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { apiV3Key, flipBase64, fromBase64, text, toBase64, utf8 } from './fixtures.ts'

const group = 'sealed'
const plaintext = '{"plan_id":"12000","change_reason":"审核通过"}'
const nonce = '0123456789ab'
const associatedData = 'delivery_plan'
/** As OpenSSL seals it. */
const known: Sealed = {
  algorithm: 'AEAD_AES_256_GCM',
  ciphertext: 'zhH6EH1secjq5tpF7422FqYcnE1lVoKeu1ayPgTckrP2S/QNJ2myvFFFJjsGDzWj2bf8HHd91EFpx9jwyP0yulZS',
  nonce,
  associated_data: associatedData,
}

test(group, 'seals to the bytes that OpenSSL gives', async () => {
  const sealed = await seal(apiV3Key, utf8(plaintext), { associatedData, nonce })
  equal(sealed.ciphertext, known.ciphertext)
})

test(group, 'opens what OpenSSL has sealed', async () => equal(text(await open(apiV3Key, known)), plaintext))

test(group, 'a key as text, as bytes and imported', async () => {
  for (const key of [apiV3Key, utf8(apiV3Key), importApiV3Key(apiV3Key)]) {
    equal(text(await open(key, known)), plaintext)
  }
})

for (const size of [0, 1, 16, 65_536]) {
  test(group, `${size} bytes go in and come out`, async () => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251)
    alike(await open(apiV3Key, await seal(apiV3Key, bytes, { associatedData })), bytes)
  })
}

test(group, 'absent associated data is empty associated data', async () => {
  const { associated_data: _, ...sealed } = await seal(apiV3Key, utf8(plaintext))
  equal(text(await open(apiV3Key, sealed)), plaintext)
})

test(group, 'each sealing has a nonce of its own', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => seal(apiV3Key, utf8(plaintext))))
  equal(new Set(all.map((sealed) => sealed.nonce)).size, 20)
})

const bytes = fromBase64(known.ciphertext)
const tampered: readonly (readonly [what: string, sealed: Sealed])[] = [
  ['the first bit of the ciphertext', { ...known, ciphertext: flipBase64(known.ciphertext, 0) }],
  [
    'the last bit of the ciphertext',
    { ...known, ciphertext: flipBase64(known.ciphertext, bytes.length - 17) },
  ],
  ['the first bit of the tag', { ...known, ciphertext: flipBase64(known.ciphertext, bytes.length - 16) }],
  ['the last bit of the tag', { ...known, ciphertext: flipBase64(known.ciphertext, bytes.length - 1) }],
  ['the ciphertext, cut by a byte', { ...known, ciphertext: toBase64(bytes.subarray(1)) }],
  ['the tag, cut by a byte', { ...known, ciphertext: toBase64(bytes.subarray(0, -1)) }],
  ['all but a tag', { ...known, ciphertext: toBase64(bytes.subarray(-16)) }],
  ['the associated data', { ...known, associated_data: 'delivery_plam' }],
  ['the associated data, left out', { ...known, associated_data: undefined }],
  ['the nonce', { ...known, nonce: '0123456789ac' }],
]
for (const [what, sealed] of tampered) {
  test(group, `tampering with ${what} is found out`, () =>
    refuses('AUTH_OPEN_FAILED', () => open(apiV3Key, sealed)),
  )
}

test(group, 'another key opens nothing', () =>
  refuses('AUTH_OPEN_FAILED', () => open(apiV3Key.replace('T', 't'), known)),
)

const malformed: readonly (readonly [what: string, change: object])[] = [
  ['another algorithm', { algorithm: 'AEAD_AES_128_GCM' }],
  ['a nonce of 11 bytes', { nonce: nonce.slice(1) }],
  ['a nonce of 16 bytes', { nonce: `${nonce}cdef` }],
  ['no nonce', { nonce: undefined }],
  ['a ciphertext shorter than its tag', { ciphertext: toBase64(bytes.subarray(0, 15)) }],
  ['a ciphertext in URL-safe Base64', { ciphertext: known.ciphertext.replaceAll('/', '_') }],
  ['a ciphertext with line breaks', { ciphertext: `${known.ciphertext}\r\n\r\n` }],
  ['a ciphertext with a blank at its end', { ciphertext: `${known.ciphertext} ` }],
  ['no ciphertext', { ciphertext: undefined }],
  ['associated data that is no text', { associated_data: 1 }],
]
for (const [what, change] of malformed) {
  test(group, `${what} is refused as malformed`, () =>
    refuses('AUTH_SEALED_INVALID', () => open(apiV3Key, { ...known, ...change })),
  )
}

test(group, 'a key of 31 or 33 bytes is none', async () => {
  for (const key of [apiV3Key.slice(1), `${apiV3Key}\n`, apiV3Key.replace('T', '中'), new Uint8Array(16)]) {
    await refuses('AUTH_API_V3_KEY_INVALID', () => importApiV3Key(key))
    await refuses('AUTH_API_V3_KEY_INVALID', () => open(key, known))
  }
})
