import { AuthError, importApiV3Key } from '@wxdp/auth'
import { defineNotification, type PlanChange } from '@wxdp/core'
import { createReceiver, type OpenResource } from '@wxdp/notify'
import { apiV3Key, codeOf, platformSerial, utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const receive = createReceiver(settings)

describe('createReceiver', () => {
  it('turns a Request into a typed notification', async () => {
    const notification = await receive(await callbackRequest())
    expect(notification).toMatchObject({ kind: 'planChange', id: 'EV-1', resource: planChange })
    if (notification.kind === 'planChange') expectTypeOf(notification.resource).toEqualTypeOf<PlanChange>()
  })

  it('takes raw bytes and a record of headers', async () => {
    const body = await planChangeEnvelope()
    const raw = { headers: await callbackHeaders(body), body: utf8(body) }
    await expect(receive(raw)).resolves.toMatchObject({ kind: 'planChange' })
  })

  it('knows the notifications that it is told of, and keeps the others', async () => {
    const echo = defineNotification({
      kind: 'echo',
      originalType: 'security',
      eventTypes: ['SECURITY_ECHO.SUCCESS'],
      resource: v.looseObject({ echo_message: v.string() }),
    })
    const both = createReceiver({ ...settings, notifications: [echo] })
    await expect(both(await callbackRequest())).resolves.toMatchObject({
      kind: 'unknown',
      resource: planChange,
    })
  })

  it.each<[string, unknown]>([
    ['a parsed object', { id: 'EV-1' }],
    ['text', '{}'],
    ['null', null],
    ['undefined', undefined],
  ])('refuses %s for a body, and names the middleware', async (_, body) => {
    const error = await receive({ headers: {}, body: body as Uint8Array }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'NotifyError', code: 'NOTIFY_BODY_CONSUMED' })
    expect(String(error)).toContain('express.json()')
  })

  it('refuses a Request that was read already', async () => {
    const request = await callbackRequest()
    await request.text()
    expect(await codeOf(() => receive(request))).toBe('NOTIFY_BODY_CONSUMED')
  })

  it('refuses more than it is told to read, as stream or as bytes', async () => {
    const small = createReceiver({ ...settings, maxBytes: 100 })
    const body = await planChangeEnvelope()
    expect(await codeOf(async () => small(await callbackRequest(body)))).toBe('NOTIFY_BODY_TOO_LARGE')
    expect(await codeOf(async () => small({ headers: await callbackHeaders(body), body: utf8(body) }))).toBe(
      'NOTIFY_BODY_TOO_LARGE',
    )
  })

  it('takes exactly as much as it is told to read', async () => {
    const body = utf8(await planChangeEnvelope())
    const exact = createReceiver({ ...settings, maxBytes: body.length })
    await expect(callbackRequest(body).then(exact)).resolves.toMatchObject({ id: 'EV-1' })
    await expect(exact({ headers: await callbackHeaders(body), body })).resolves.toMatchObject({ id: 'EV-1' })
    expect(() => createReceiver({ ...settings, maxBytes: 1 })).not.toThrow()
  })

  it('verifies before it reads: of an unsigned body not even the JSON is looked at', async () => {
    const raw = {
      headers: await callbackHeaders('{}', { 'wechatpay-signature': 'AAAA' }),
      body: utf8('not JSON'),
    }
    expect(await codeOf(() => receive(raw))).toBe('AUTH_SIGNATURE_INVALID')
  })
})

describe('apiV3Key', () => {
  const other = 'AnotherKeyOf32BytesForAPIv3Test.'
  const received = async (key: Parameters<typeof createReceiver>[0]['apiV3Key']) =>
    createReceiver({ ...settings, apiV3Key: key })(await callbackRequest())

  it.each([
    ['an imported key', importApiV3Key(apiV3Key)],
    ['bytes', utf8(apiV3Key)],
    ['several, the right one last', [other, apiV3Key]],
  ])('may be %s', async (_, key) => {
    await expect(received(key)).resolves.toMatchObject({ kind: 'planChange' })
  })

  it('may be looked up by the serial that signed', async () => {
    const asked: string[] = []
    const find = async (serialNo: string) => {
      asked.push(serialNo)
      return apiV3Key
    }
    await expect(received(find)).resolves.toMatchObject({ kind: 'planChange' })
    expect(asked).toEqual([platformSerial])
  })

  it('when none of them opens, says so', async () => {
    expect(await codeOf(() => received([other, other]))).toBe('AUTH_OPEN_FAILED')
    expect(await codeOf(() => received(() => other))).toBe('AUTH_OPEN_FAILED')
  })
})

describe('open', () => {
  const body = utf8(JSON.stringify(planChange))

  it('opens in place of AES, with the imported key and the sealed resource as it came', async () => {
    const asked: unknown[] = []
    const open: OpenResource = async (...both) => {
      asked.push(both)
      return body
    }
    const receive = createReceiver({ ...settings, open })
    await expect(receive(await callbackRequest())).resolves.toMatchObject({ resource: planChange })
    expect(asked).toMatchObject([
      [{ role: 'apiV3' }, { algorithm: 'AEAD_AES_256_GCM', nonce: expect.any(String) }],
    ])
  })

  it('is asked with each key until one opens, and fails with the last reason', async () => {
    let asked = 0
    const open: OpenResource = async () => {
      asked += 1
      throw new AuthError('AUTH_OPEN_FAILED', `number ${asked}`)
    }
    const receive = createReceiver({ ...settings, apiV3Key: [apiV3Key, apiV3Key], open })
    await expect(callbackRequest().then(receive)).rejects.toThrow('number 2')
  })

  it('that opens nothing yields nothing', async () => {
    const open = (async () => undefined) as unknown as OpenResource
    const receive = createReceiver({ ...settings, open })
    await expect(callbackRequest().then(receive)).rejects.toThrow(TypeError)
  })
})

describe('options', () => {
  it.each<[string, object, string]>([
    ['no verifier', { verifier: undefined }, 'NOTIFY_OPTION_INVALID'],
    ['no size', { maxBytes: 0 }, 'NOTIFY_OPTION_INVALID'],
    ['half a byte', { maxBytes: 0.5 }, 'NOTIFY_OPTION_INVALID'],
    ['no function to open with', { open: 'AEAD_SM4_GCM' }, 'NOTIFY_OPTION_INVALID'],
    ['no key in the list', { apiV3Key: [] }, 'NOTIFY_OPTION_INVALID'],
    ['no key', { apiV3Key: undefined }, 'AUTH_API_V3_KEY_INVALID'],
    ['a short key', { apiV3Key: 'short' }, 'AUTH_API_V3_KEY_INVALID'],
  ])('%s is an error at once', (_, wrong, code) => {
    expect(() => createReceiver({ ...settings, ...wrong } as never)).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
