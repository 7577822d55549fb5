// Small Buffers share memory: code that holds one can read what others left in it.
import { createPrivateKey } from 'node:crypto'
import { importApiV3Key, importPrivateKey } from '@wxdp/auth'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { expect, it } from 'vitest'

const { merchant } = keys
const sharedMemory = (): ArrayBuffer => Buffer.from('a').buffer as ArrayBuffer

it.each([
  [
    'an APIv3 key',
    () => utf8('AKeyThatNoOtherTestHasOf32Bytes.'),
    (secret: Uint8Array) => importApiV3Key(new TextDecoder().decode(secret)),
  ],
  [
    'a private key',
    () => createPrivateKey(merchant.privateKey).export({ type: 'pkcs8', format: 'der' }).subarray(200, 264),
    () => importPrivateKey(merchant.privateKey),
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
