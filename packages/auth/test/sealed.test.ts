import { createCipheriv, createPrivateKey } from 'node:crypto'
import { type ApiV3KeyInput, importApiV3Key, openResource, type SealedResource } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { apiV3Key, codeOf, merchant, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Jwk } from '../src/provider/provider.ts'
import { provider as web } from '../src/provider/provider.web.ts'

const plaintext = utf8('{"plan_id":"计划"}')
const sealed = await sealResource(apiV3Key, plaintext, { associatedData: 'delivery_plan' })

/** A second implementation to compare with: node:crypto as a sealer. */
function sealWithNode(text: Uint8Array, nonce: string, associatedData: string): SealedResource {
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce)
  cipher.setAAD(utf8(associatedData))
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: associatedData }
}

describe('open', () => {
  it('returns what was sealed, whoever sealed it', async () => {
    expect(new Uint8Array(await openResource(apiV3Key, sealed))).toEqual(plaintext)
    const other = sealWithNode(plaintext, 'abcdefghijkl', 'delivery_plan')
    expect(new Uint8Array(await openResource(importApiV3Key(apiV3Key), other))).toEqual(plaintext)
    expect(
      await sealResource(apiV3Key, plaintext, { associatedData: 'delivery_plan', nonce: 'abcdefghijkl' }),
    ).toEqual(other)
  })

  it('takes associated data that is absent or empty, and plaintext that is empty', async () => {
    const { associated_data: _, ...absent } = await sealResource(apiV3Key, plaintext)
    expect(new Uint8Array(await openResource(apiV3Key, absent))).toEqual(plaintext)
    expect(await openResource(apiV3Key, { ...absent, associated_data: '' })).toHaveLength(plaintext.length)
    expect(await openResource(apiV3Key, await sealResource(apiV3Key, new Uint8Array()))).toHaveLength(0)
  })

  it('opens what it seals, for any bytes and any associated data', async () => {
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

  it('refuses any one bit flipped in ciphertext or tag', async () => {
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
  ])('names the field that is wrong: %s', async (field, change) => {
    await expect(openResource(apiV3Key, { ...sealed, ...change } as SealedResource)).rejects.toThrow(
      `resource's ${field} must`,
    )
  })

  it('refuses another key, in words that help', async () => {
    await expect(openResource(apiV3Key.replace('T', 't'), sealed)).rejects.toThrow(
      /APIv3 key is another one.*altered/s,
    )
  })
})

describe('importApiV3Key', () => {
  it.each<[string, unknown, string]>([
    ['31 bytes', apiV3Key.slice(1), 'found 31 bytes'],
    ['a line break copied along', `${apiV3Key}\n`, 'found 33 bytes'],
    ['32 characters of more bytes', '密'.repeat(32), 'found 96 bytes'],
    ['16 bytes', new Uint8Array(16), 'found 16 bytes'],
    ['nothing', undefined, 'of type undefined'],
    ['null', null, 'of type object'],
    ['a key of another role', { role: 'public', use: () => undefined }, 'of type object'],
  ])('refuses %s without showing it', (_, input, words) => {
    const make = () => importApiV3Key(input as ApiV3KeyInput)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_API_V3_KEY_INVALID' }))
    expect(make).toThrow(words)
    if (typeof input === 'string') expect(make).not.toThrow(input.trim())
  })

  it('takes bytes, and keeps a copy of them', async () => {
    for (const bytes of [utf8(apiV3Key), Buffer.from(apiV3Key)]) {
      const key = importApiV3Key(bytes)
      bytes.fill(0)
      expect(new Uint8Array(await openResource(key, sealed))).toEqual(plaintext)
    }
  })
})

it('seal refuses a nonce of another length', async () => {
  expect(await codeOf(() => sealResource(apiV3Key, plaintext, { nonce: 'short' }))).toBe(
    'AUTH_OPTION_INVALID',
  )
})

it('the web provider keeps keys that cannot be exported', async () => {
  const key = (await web.importSecret(new Uint8Array(32))) as CryptoKey
  expect(key.extractable).toBe(false)
  const object = createPrivateKey(merchant.privateKey)
  const jwk = object.export({ format: 'jwk' }) as Jwk
  const key8 = object.export({ format: 'der', type: 'pkcs8' })
  for (const form of [
    { form: 'jwk', jwk },
    { form: 'der', der: key8 },
  ] as const) {
    expect(((await web.importKey('private', form)).key as CryptoKey).extractable).toBe(false)
  }
})

it('the web provider takes only a tag that does not match for one', async () => {
  const bytes = new Uint8Array(16)
  await expect(web.open({} as CryptoKey, bytes, bytes, bytes)).rejects.toThrow(TypeError)
})
