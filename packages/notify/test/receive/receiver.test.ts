import { defineNotification, type PlanChange } from '@wxdp/core'
import { createReceiver } from '@wxdp/notify'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import { callbackRequest, planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

const receive = createReceiver(settings)

describe('createReceiver', () => {
  it('returns the typed notification of a Request', async () => {
    const notification = await receive(await callbackRequest())
    expect(notification).toMatchObject({ kind: 'planChange', id: 'EV-1', resource: planChange })
    if (notification.kind === 'planChange') expectTypeOf(notification.resource).toEqualTypeOf<PlanChange>()
  })

  it('accepts raw bytes and a record of headers', async () => {
    const body = await planChangeEnvelope()
    const raw = { headers: await callbackHeaders(body), body: utf8(body) }
    await expect(receive(raw)).resolves.toMatchObject({ kind: 'planChange' })
  })

  it('types the notifications in its settings, and keeps the others', async () => {
    const echo = defineNotification({
      kind: 'echo',
      originalType: 'security',
      eventTypes: ['SECURITY_ECHO.SUCCESS'],
      resource: v.looseObject({ echo_message: v.string() }),
    })
    const receiveEcho = createReceiver({ ...settings, notifications: [echo] })
    await expect(receiveEcho(await callbackRequest())).resolves.toMatchObject({
      kind: 'unknown',
      resource: planChange,
    })
  })

  it.each<[string, unknown]>([
    ['a parsed object', { id: 'EV-1' }],
    ['a string', '{}'],
    ['null', null],
    ['undefined', undefined],
  ])('rejects %s as a body, and names the middleware', async (_, body) => {
    const error = await receive({ headers: {}, body: body as Uint8Array }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'NotifyError', code: 'NOTIFY_BODY_CONSUMED' })
    expect(String(error)).toContain('express.json()')
  })

  it('rejects a Request whose body was read before', async () => {
    const request = await callbackRequest()
    await request.text()
    expect(await codeOf(() => receive(request))).toBe('NOTIFY_BODY_CONSUMED')
  })

  it('rejects a body larger than maxBytes, as a stream or as bytes', async () => {
    const small = createReceiver({ ...settings, maxBytes: 100 })
    const body = await planChangeEnvelope()
    expect(await codeOf(async () => small(await callbackRequest(body)))).toBe('NOTIFY_BODY_TOO_LARGE')
    expect(await codeOf(async () => small({ headers: await callbackHeaders(body), body: utf8(body) }))).toBe(
      'NOTIFY_BODY_TOO_LARGE',
    )
  })

  it('accepts a body of exactly maxBytes', async () => {
    const body = utf8(await planChangeEnvelope())
    const exact = createReceiver({ ...settings, maxBytes: body.length })
    await expect(callbackRequest(body).then(exact)).resolves.toMatchObject({ id: 'EV-1' })
    await expect(exact({ headers: await callbackHeaders(body), body })).resolves.toMatchObject({ id: 'EV-1' })
    expect(() => createReceiver({ ...settings, maxBytes: 1 })).not.toThrow()
  })

  it('verifies before it parses: the JSON of a body with a wrong signature is not read', async () => {
    const raw = {
      headers: await callbackHeaders('{}', { 'wechatpay-signature': 'AAAA' }),
      body: utf8('not JSON'),
    }
    expect(await codeOf(() => receive(raw))).toBe('AUTH_SIGNATURE_INVALID')
  })
})
