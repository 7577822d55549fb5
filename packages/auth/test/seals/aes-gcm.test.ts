import { createCipheriv } from 'node:crypto'
import { importApiV3Key, openResource, type SealedResource } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { apiV3Key, codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const plaintext = utf8('{"plan_id":"计划"}')
const sealed = await sealResource(apiV3Key, plaintext, { associatedData: 'delivery_plan' })

/** A second implementation to compare with. */
function sealWithNode(text: Uint8Array, nonce: string, associatedData: string): SealedResource {
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(utf8(associatedData))
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: associatedData }
}

describe('openResource', () => {
  it('returns what was sealed, by either implementation', async () => {
    expect(new Uint8Array(await openResource(apiV3Key, sealed))).toEqual(plaintext)
    const other = sealWithNode(plaintext, 'abcdefghijkl', 'delivery_plan')
    expect(new Uint8Array(await openResource(importApiV3Key(apiV3Key), other))).toEqual(plaintext)
    expect(
      await sealResource(apiV3Key, plaintext, { associatedData: 'delivery_plan', nonce: 'abcdefghijkl' }),
    ).toEqual(other)
  })

  it('accepts absent or empty associated data, and an empty plaintext', async () => {
    const { associated_data: _, ...absent } = await sealResource(apiV3Key, plaintext)
    expect(new Uint8Array(await openResource(apiV3Key, absent))).toEqual(plaintext)
    expect(await openResource(apiV3Key, { ...absent, associated_data: '' })).toHaveLength(plaintext.length)
    expect(await openResource(apiV3Key, await sealResource(apiV3Key, new Uint8Array()))).toHaveLength(0)
  })

  it('round-trips any bytes with any associated data', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 2000 }),
        fc.string({ unit: 'binary' }),
        async (bytes, data) => {
          const resource = await sealResource(apiV3Key, bytes, { associatedData: data })
          expect(new Uint8Array(await openResource(apiV3Key, resource))).toEqual(bytes)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('rejects any flipped bit of the ciphertext or tag', async () => {
    const bytes = Buffer.from(sealed.ciphertext, 'base64')
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const flipped = Buffer.from(bytes)
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      const changed = { ...sealed, ciphertext: flipped.toString('base64') }
      expect(await codeOf(() => openResource(apiV3Key, changed))).toBe('AUTH_OPEN_FAILED')
    }
  })

  it.each([
    ['algorithm', { algorithm: 'AEAD_SM4_GCM' }],
    ['associated_data', { associated_data: 7 }],
    ['nonce', { nonce: 'short' }],
    ['ciphertext', { ciphertext: 'AAAA' }],
  ])('names the invalid field: %s', async (field, change) => {
    await expect(openResource(apiV3Key, { ...sealed, ...change } as SealedResource)).rejects.toThrow(
      `resource's ${field} must`,
    )
  })

  it('rejects another key and says what to check', async () => {
    await expect(openResource(apiV3Key.replace('T', 't'), sealed)).rejects.toThrow(
      /APIv3 key is not the one that the sender used.*altered/s,
    )
  })
})

it('sealResource rejects a nonce of another length', async () => {
  expect(await codeOf(() => sealResource(apiV3Key, plaintext, { nonce: 'short' }))).toBe(
    'AUTH_OPTION_INVALID',
  )
})
