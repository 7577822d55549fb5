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
    ['a key in double quotes', `"${apiV3Key}"`, 'found 34 bytes with quotes or white space around'],
    ['a key in single quotes', `'${apiV3Key}'`, 'found 34 bytes with quotes or white space around'],
    ['a key after a space', ` ${apiV3Key}`, 'found 33 bytes with quotes or white space around'],
    [
      'a key after a byte order mark',
      `\ufeff${apiV3Key}`,
      'found 35 bytes with quotes or white space around',
    ],
    ['31 characters and CR', `${apiV3Key.slice(1)}\r`, 'found 32 bytes with quotes or white space around'],
    ['30 characters in quotes', `"${apiV3Key.slice(2)}"`, 'found 32 bytes with quotes or white space around'],
    ['an empty string', '', 'found 0 bytes.'],
    ['undefined', undefined, 'found undefined (is the environment variable set?)'],
    ['null', null, 'found null'],
    ['a number', 7, 'found a number'],
    ['an array', [apiV3Key], 'found an array'],
    ['a promise', Promise.resolve(apiV3Key), 'found a Promise (await it first)'],
    ['a key of another role', { role: 'public', use: () => undefined }, 'found an object'],
  ])('rejects %s without showing it', (_, input, words) => {
    const make = () => importApiV3Key(input as ApiV3KeyInput)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_API_V3_KEY_INVALID' }))
    expect(make).toThrow(words)
    if (input) expect(make).not.toThrow(apiV3Key.slice(2, 9))
  })

  it('accepts bytes and keeps a copy of them', async () => {
    const { buffer } = Uint8Array.from(utf8(apiV3Key))
    for (const bytes of [utf8(apiV3Key), Buffer.from(apiV3Key), new Uint8Array(buffer)]) {
      const sealed = await sealResource(apiV3Key, utf8('{}'))
      const key = importApiV3Key(bytes)
      bytes.fill(0)
      expect(new Uint8Array(await openResource(key, sealed))).toEqual(utf8('{}'))
    }
  })
})
