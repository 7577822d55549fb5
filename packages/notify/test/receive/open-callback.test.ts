import { AuthError, importApiV3Key } from '@wxdp/auth'
import { createReceiver, type OpenResource } from '@wxdp/notify'
import { apiV3Key, codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { settings } from '../support/settings.ts'

describe('apiV3Key', () => {
  const other = 'AnotherKeyOf32BytesForAPIv3Test.'
  const receiveWith = async (key: Parameters<typeof createReceiver>[0]['apiV3Key']) =>
    createReceiver({ ...settings, apiV3Key: key })(await callbackRequest())

  it.each([
    ['an imported key', importApiV3Key(apiV3Key)],
    ['bytes', utf8(apiV3Key)],
    ['several keys, the right one last', [other, apiV3Key]],
  ])('may be %s', async (_, key) => {
    await expect(receiveWith(key)).resolves.toMatchObject({ kind: 'planChange' })
  })

  it('may be found by the serial of the key that signed', async () => {
    const calls: string[] = []
    const find = async (serialNo: string) => {
      calls.push(serialNo)
      return apiV3Key
    }
    await expect(receiveWith(find)).resolves.toMatchObject({ kind: 'planChange' })
    expect(calls).toEqual([keys.platform.serialNo])
  })

  it('that does not open the resource is reported', async () => {
    expect(await codeOf(() => receiveWith([other, other]))).toBe('AUTH_OPEN_FAILED')
    expect(await codeOf(() => receiveWith(() => other))).toBe('AUTH_OPEN_FAILED')
  })
})

describe('open', () => {
  const body = utf8(JSON.stringify(planChange))

  it('is called with the imported key and the sealed resource as it arrived', async () => {
    const calls: unknown[] = []
    const open: OpenResource = async (...call) => {
      calls.push(call)
      return body
    }
    const receive = createReceiver({ ...settings, open })
    await expect(receive(await callbackRequest())).resolves.toMatchObject({ resource: planChange })
    expect(calls).toMatchObject([
      [{ role: 'apiV3' }, { algorithm: 'AEAD_AES_256_GCM', nonce: expect.any(String) }],
    ])
  })

  it('is called with each key until one opens the resource; if none does, the last error is thrown', async () => {
    let count = 0
    const open: OpenResource = async () => {
      count += 1
      throw new AuthError('AUTH_OPEN_FAILED', `number ${count}`)
    }
    const receive = createReceiver({ ...settings, apiV3Key: [apiV3Key, apiV3Key], open })
    await expect(callbackRequest().then(receive)).rejects.toThrow('number 2')
  })

  it('that returns nothing is an error', async () => {
    const open = (async () => undefined) as unknown as OpenResource
    const receive = createReceiver({ ...settings, open })
    await expect(callbackRequest().then(receive)).rejects.toThrow(TypeError)
  })
})

describe('settings', () => {
  it.each<[string, object, string]>([
    ['no verifier', { verifier: undefined }, 'NOTIFY_OPTION_INVALID'],
    ['a maxBytes of 0', { maxBytes: 0 }, 'NOTIFY_OPTION_INVALID'],
    ['a fraction as maxBytes', { maxBytes: 0.5 }, 'NOTIFY_OPTION_INVALID'],
    ['an open that is not a function', { open: 'AEAD_SM4_GCM' }, 'NOTIFY_OPTION_INVALID'],
    ['an empty list of keys', { apiV3Key: [] }, 'NOTIFY_OPTION_INVALID'],
    ['no key', { apiV3Key: undefined }, 'AUTH_API_V3_KEY_INVALID'],
    ['a short key', { apiV3Key: 'short' }, 'AUTH_API_V3_KEY_INVALID'],
  ])('with %s are an error at once', (_, wrong, code) => {
    expect(() => createReceiver({ ...settings, ...wrong } as never)).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
