// Sensitive fields: RSA-OAEP with SHA-1, and the serial that goes with it.
import { decryptField, encryptField } from '@wxdp/auth'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { equal, refuses, test } from '../harness/index.ts'
import { flipBase64, keys, mchid, privateKey, publicKey, serialNo } from './fixtures.ts'
import { now, verifier } from './platform.ts'

const group = 'fields'
const plaintext = '张三'

test(group, 'opens what OpenSSL has encrypted', async () =>
  equal(await decryptField(privateKey, keys.encrypted_field), plaintext),
)

test(group, 'opens what it has encrypted, up to 214 bytes', async () => {
  for (const text of ['', plaintext, 'x'.repeat(214)]) {
    const { ciphertext, serialNo: by } = await encryptField(verifier.keyring, text)
    equal(by, verifier.keyring.preferred)
    equal(await decryptField(privateKey, ciphertext), text)
  }
})

test(group, 'what is too long, or no text, is refused before the call', async () => {
  await refuses('AUTH_FIELD_TOO_LONG', () => encryptField(verifier.keyring, 'x'.repeat(215)))
  await refuses('AUTH_FIELD_TOO_LONG', () => encryptField(verifier.keyring, '字'.repeat(72)))
  await refuses('AUTH_FIELD_INVALID', () => encryptField(verifier.keyring, '\ud800'))
})

test(group, 'what was altered is refused', async () => {
  const { encrypted_field: sealed } = keys
  await refuses('AUTH_DECRYPT_FAILED', () => decryptField(privateKey, flipBase64(sealed, 0)))
  await refuses('AUTH_DECRYPT_FAILED', () => decryptField(privateKey, flipBase64(sealed, 255)))
  await refuses('AUTH_FIELD_INVALID', () => decryptField(privateKey, sealed.slice(4)))
})

test(group, 'a call carries one to the other side, which decrypts it', async () => {
  const box = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } }, { now })
  const options = box.clientOptions({ privateKey })
  const client = createClient(options)
  const echo_message = plaintext
  const field = await encryptField(options.verifier.keyring, plaintext)
  const answer = await client.call(echo, { echo_message, encrypted_echo_message: field })
  equal(answer.echo_message, plaintext)
  const own = await encryptField(verifier.keyring, plaintext)
  await refuses('FETCH_SERIAL_UNKNOWN', () =>
    client.call(echo, { echo_message, encrypted_echo_message: own }),
  )
  const wrong = { ...own, serialNo: box.credentials.platformSerial }
  await refuses('PARAM_ERROR', () => client.call(echo, { echo_message, encrypted_echo_message: wrong }))
})
