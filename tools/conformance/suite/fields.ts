// Sensitive fields: RSA-OAEP with SHA-1, and the serial that goes with it.
import { decryptField, encryptField } from '@wxdp/auth'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { encryptedField, keys } from '@wxdp-internal/fixtures'
import { equal, refuses, test } from '../harness/index.ts'
import { flipBase64 } from './support/bytes.ts'
import { callers, now, verifier } from './support/platform.ts'

const group = 'fields'
const { plaintext, ciphertext } = encryptedField
const decrypt = (text: string): Promise<string> => decryptField(keys.platform.privateKey, text)

test(group, 'decrypts what OpenSSL has encrypted', async () => equal(await decrypt(ciphertext), plaintext))

test(group, 'decrypts what it has encrypted, up to 214 bytes', async () => {
  for (const text of ['', plaintext, 'x'.repeat(214)]) {
    const { ciphertext, serialNo } = await encryptField(verifier.keyring, text)
    equal(serialNo, verifier.keyring.preferred)
    equal(await decrypt(ciphertext), text)
  }
})

test(group, 'a text that is too long or not well-formed is refused before the call', async () => {
  await refuses('AUTH_FIELD_TOO_LONG', () => encryptField(verifier.keyring, 'x'.repeat(215)))
  await refuses('AUTH_FIELD_TOO_LONG', () => encryptField(verifier.keyring, '字'.repeat(72)))
  await refuses('AUTH_FIELD_INVALID', () => encryptField(verifier.keyring, '\ud800'))
})

test(group, 'an altered ciphertext is refused', async () => {
  await refuses('AUTH_DECRYPT_FAILED', () => decrypt(flipBase64(ciphertext, 0)))
  await refuses('AUTH_DECRYPT_FAILED', () => decrypt(flipBase64(ciphertext, 255)))
  await refuses('AUTH_FIELD_INVALID', () => decrypt(ciphertext.slice(4)))
})

test(group, 'the platform decrypts the field of a call', async () => {
  const box = await createSandboxFor(callers, { now })
  const options = box.clientOptions(keys.merchant)
  const client = createClient(options)
  const send = (field: Awaited<ReturnType<typeof encryptField>>) =>
    client.call(echo, { echo_message: plaintext, encrypted_echo_message: field })
  equal((await send(await encryptField(options.verifier.keyring, plaintext))).echo_message, plaintext)
  const own = await encryptField(verifier.keyring, plaintext)
  await refuses('FETCH_SERIAL_UNKNOWN', () => send(own))
  await refuses('PARAM_ERROR', () => send({ ...own, serialNo: box.credentials.platformSerial }))
})
