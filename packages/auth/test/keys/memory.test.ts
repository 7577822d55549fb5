// Small Buffers share memory: code that holds one can read what others left in it.
import { generateKeyPairSync } from 'node:crypto'
import { importApiV3Key, importPrivateKey } from '@wxdp/auth'
import { utf8 } from '@wxdp-internal/fixtures'
import { expect, it } from 'vitest'

// A key of its own: other tests in this process may leave the bytes of shared keys in Buffers.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const sharedMemory = (): ArrayBuffer => Buffer.from('a').buffer as ArrayBuffer

it.each([
  [
    'an APIv3 key',
    () => utf8('AKeyThatNoOtherTestHasOf32Bytes.'),
    (secret: Uint8Array) => importApiV3Key(new TextDecoder().decode(secret)),
  ],
  [
    'a private key',
    () => privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(200, 264),
    () => importPrivateKey(pem),
  ],
])('%s given as a string stays out of the memory that Buffers share', async (_, make, use) => {
  const secret = make()
  const before = sharedMemory()
  expect(before.byteLength).toBeGreaterThan(1)
  await use(secret)
  for (const memory of new Set([before, sharedMemory()])) {
    expect(Buffer.from(memory).includes(Buffer.from(secret.buffer, secret.byteOffset, secret.length))).toBe(
      false,
    )
  }
})
