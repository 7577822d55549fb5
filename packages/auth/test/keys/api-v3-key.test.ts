import { type ApiV3KeyInput, importApiV3Key, openResource } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { apiV3Key, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

describe('importApiV3Key', () => {
  it.each<[string, unknown, string]>([
    ['31 bytes', apiV3Key.slice(1), 'found 31 bytes'],
    ['a key with a line break', `${apiV3Key}\n`, 'found 33 bytes'],
    ['32 characters of 96 bytes', '密'.repeat(32), 'found 96 bytes'],
    ['16 bytes', new Uint8Array(16), 'found 16 bytes'],
    ['undefined', undefined, 'of type undefined'],
    ['null', null, 'of type object'],
    ['a key of another role', { role: 'public', use: () => undefined }, 'of type object'],
  ])('rejects %s without showing it', (_, input, words) => {
    const make = () => importApiV3Key(input as ApiV3KeyInput)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_API_V3_KEY_INVALID' }))
    expect(make).toThrow(words)
    if (typeof input === 'string') expect(make).not.toThrow(input.trim())
  })

  it('accepts bytes and keeps a copy of them', async () => {
    for (const bytes of [utf8(apiV3Key), Buffer.from(apiV3Key)]) {
      const sealed = await sealResource(apiV3Key, utf8('{}'))
      const key = importApiV3Key(bytes)
      bytes.fill(0)
      expect(new Uint8Array(await openResource(key, sealed))).toEqual(utf8('{}'))
    }
  })
})
