import { official, utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createObservedHandler, refusalStatus } from '../support/handler.ts'
import { callbackHeaders, settings } from '../support/settings.ts'

const good = await planChangeEnvelope()

describe('a refusal', () => {
  const big = `{"x":"${'x'.repeat(10 * 1024 * 1024)}"}`
  const cases: [string, () => Promise<Request>, number, string][] = [
    ['an empty body', () => callbackRequest(''), 400, 'CORE_ENVELOPE_INVALID'],
    ['10 MiB', () => callbackRequest(big), 413, 'NOTIFY_BODY_TOO_LARGE'],
    [
      'invalid UTF-8',
      () => callbackRequest(new Uint8Array([0x7b, 0xff, 0x7d])),
      400,
      'CORE_ENVELOPE_INVALID',
    ],
    ['null', () => callbackRequest('null'), 400, 'CORE_ENVELOPE_INVALID'],
    ['an array', () => callbackRequest('[]'), 400, 'CORE_ENVELOPE_INVALID'],
    [
      'deep nesting',
      () => callbackRequest('['.repeat(30_000) + ']'.repeat(30_000)),
      400,
      'CORE_ENVELOPE_INVALID',
    ],
    [
      'a repeated member',
      () => callbackRequest(good.replace('{', '{"id":"EV-0",')),
      400,
      'CORE_ENVELOPE_INVALID',
    ],
    [
      'no headers',
      async () => new Request('https://x.example/', { method: 'POST', body: good }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'no signature headers',
      async () => new Request('https://x.example/', { method: 'POST', body: utf8(good) as BodyInit }),
      400,
      'AUTH_HEADER_MISSING',
    ],
    [
      'a missing nonce',
      () => callbackRequest(good, { headers: { 'wechatpay-nonce': undefined } }),
      400,
      'AUTH_HEADER_MISSING',
    ],
    [
      'a repeated serial',
      () => callbackRequest(good, { headers: { 'wechatpay-serial': 'A, B' } }),
      400,
      'AUTH_HEADER_INVALID',
    ],
    [
      'an invalid timestamp',
      () => callbackRequest(good, { headers: { 'wechatpay-timestamp': '1e9' } }),
      400,
      'AUTH_TIMESTAMP_INVALID',
    ],
    [
      'a stale timestamp',
      () => callbackRequest(good, { headers: { 'wechatpay-timestamp': '1700000000' } }),
      401,
      'AUTH_TIMESTAMP_EXPIRED',
    ],
    [
      'an unknown serial',
      () => callbackRequest(good, { headers: { 'wechatpay-serial': 'PUB_KEY_ID_9' } }),
      401,
      'AUTH_SERIAL_UNKNOWN',
    ],
    [
      'a wrong signature',
      () => callbackRequest(good, { headers: { 'wechatpay-nonce': 'other' } }),
      401,
      'AUTH_SIGNATURE_INVALID',
    ],
    [
      'a probe',
      () => callbackRequest(good, { headers: { 'wechatpay-signature': official.probe.signature } }),
      401,
      'AUTH_SIGNATURE_PROBE',
    ],
    [
      'a GET',
      async () => new Request('https://x.example/', { headers: await callbackHeaders('') }),
      405,
      'NOTIFY_METHOD',
    ],
    [
      'a PUT',
      async () =>
        new Request('https://x.example/', {
          method: 'PUT',
          body: good,
          headers: await callbackHeaders(good),
        }),
      405,
      'NOTIFY_METHOD',
    ],
    [
      'a form',
      () => callbackRequest(good, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'JSON as a parameter of another type',
      () => callbackRequest(good, { headers: { 'content-type': 'text/plain; of=application/json' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    [
      'JSON lines',
      () => callbackRequest(good, { headers: { 'content-type': 'application/jsonl' } }),
      415,
      'NOTIFY_CONTENT_TYPE',
    ],
    ['an envelope without resource', () => callbackRequest('{"id":"1"}'), 400, 'CORE_ENVELOPE_INVALID'],
    [
      'a resource of another algorithm',
      () => callbackRequest(good.replace('AEAD_AES_256_GCM', 'AEAD_SM4_GCM')),
      400,
      'AUTH_SEALED_INVALID',
    ],
    [
      'a resource with other associated data',
      () => callbackRequest(good.replaceAll('"associated_data":"delivery_plan"', '"associated_data":"x"')),
      500,
      'AUTH_OPEN_FAILED',
    ],
  ]

  it.each(cases)('of %s', async (_, request, status, code) => {
    const { handler, onNotification, events } = createObservedHandler()
    const response = await handler(await request())
    expect(await response.clone().json()).toEqual({ code: 'FAIL', message: code })
    expect(await refusalStatus(response)).toBe(status)
    expect(onNotification).not.toHaveBeenCalled()
    expect(events).toMatchObject([{ status, code, error: expect.any(Error) }])
    expect(events[0]?.outcome).toBe(
      code === 'AUTH_SIGNATURE_PROBE' ? 'probe' : status < 500 ? 'refused' : 'failed',
    )
  })

  it('of a GET names POST', async () => {
    const response = await createObservedHandler().handler(new Request('https://x.example/'))
    expect(response.headers.get('allow')).toBe('POST')
  })

  it('for a wrong APIv3 key is a fault on this side', async () => {
    const { handler } = createObservedHandler({ apiV3Key: 'AnotherKeyOf32BytesForAPIv3Test.' })
    expect(await refusalStatus(await handler(await callbackRequest(good)))).toBe(500)
  })

  it('for a genuine resource of another shape is a fault on this side, so that WeChat Pay sends it again', async () => {
    const { handler, events } = createObservedHandler()
    expect(
      await refusalStatus(
        await handler(
          await callbackRequest(await planChangeEnvelope({ id: 'EV-3', resource: { plan_id: 1 } })),
        ),
      ),
    ).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', code: 'CORE_RESOURCE_INVALID' }])
  })

  it('of a body that was read before names the cause', async () => {
    const { handler, events } = createObservedHandler()
    const request = await callbackRequest(good)
    await request.json()
    expect(await refusalStatus(await handler(request))).toBe(500)
    expect(events).toMatchObject([{ outcome: 'failed', code: 'NOTIFY_BODY_CONSUMED' }])
    expect(String(events[0]?.error)).toContain('c.req.raw.clone().json()')
  })

  it('is the same if the verifier comes from another copy of @wxdp/auth', async () => {
    class AuthError extends Error {
      override readonly name = 'AuthError'
      readonly code = 'AUTH_SIGNATURE_INVALID'
    }
    const verify = () => Promise.reject(new AuthError('of another copy'))
    const { handler, events } = createObservedHandler({ verifier: { ...settings.verifier, verify } })
    expect(await refusalStatus(await handler(await callbackRequest()))).toBe(401)
    expect(events).toMatchObject([{ outcome: 'refused', code: 'AUTH_SIGNATURE_INVALID' }])
  })

  it('is the response to any bytes with any headers', async () => {
    const header = fc.option(fc.string({ maxLength: 40 }), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), header, header, async (body, nonce, serial) => {
        const { handler } = createObservedHandler()
        const request = {
          method: 'POST',
          bodyUsed: false,
          body: new Response(body as BodyInit).body,
          headers: new Map(
            Object.entries(
              await callbackHeaders(body, { 'wechatpay-nonce': nonce, 'wechatpay-serial': serial }),
            ),
          ),
        }
        const status = await refusalStatus(await handler(request as unknown as Request))
        expect(status).toBeGreaterThanOrEqual(400)
      }),
      { numRuns: 60 },
    )
  })
})
