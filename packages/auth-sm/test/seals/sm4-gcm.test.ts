import { importApiV3Key } from '@wxdp/auth'
import { openSm4Resource } from '@wxdp/auth-sm'
import { sealSm4Resource } from '@wxdp/auth-sm/platform'
import { apiV3Key, codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('openSm4Resource and sealSm4Resource', () => {
  it('round-trip any bytes with any associated data', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.string({ unit: 'binary' }),
        async (bytes, data) => {
          const sealed = await sealSm4Resource(apiV3Key, bytes, { associatedData: data })
          expect(sealed).toMatchObject({ algorithm: 'AEAD_SM4_GCM', associated_data: data })
          expect(new Uint8Array(await openSm4Resource(apiV3Key, sealed))).toEqual(bytes)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('accept an imported key, and a body of 64 KiB', async () => {
    const key = importApiV3Key(apiV3Key)
    const bytes = new Uint8Array(64 * 1024).fill(0x61)
    expect(new Uint8Array(await openSm4Resource(key, await sealSm4Resource(key, bytes)))).toEqual(bytes)
  })

  it('reject a nonce of another length', async () => {
    expect(await codeOf(() => sealSm4Resource(apiV3Key, utf8('{}'), { nonce: 'short' }))).toBe(
      'AUTH_OPTION_INVALID',
    )
  })
})
