import { HttpRequest, HttpResponse, InvocationContext } from '@azure/functions'
import type { CallbackEvent } from '@wxdp/notify'
import { createEventHandler } from '@wxdp/notify/event'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it } from 'vitest'
import { callbackHeaders, settings } from '../support/settings.ts'

// With the classes of Azure's own library: what it calls a function with, and what it makes of the result.
const url = 'https://function.example/api/wechatpay/plans'

async function requestOf(body: string, sent = body, method = 'POST'): Promise<HttpRequest> {
  const headers = { 'content-type': 'application/json', ...(await callbackHeaders(body)) }
  return new HttpRequest({ url, method, headers, ...(method === 'POST' && { body: { string: sent } }) })
}

function setUp() {
  const events: CallbackEvent[] = []
  const handler = createEventHandler({
    ...settings,
    onNotification() {},
    observe: (event) => void events.push(event),
  })
  const respond = async (request: HttpRequest) =>
    new HttpResponse(await handler(request, new InvocationContext()))
  return { respond, events }
}

describe('Azure Functions', () => {
  it('handles genuine callbacks once, and refuses others', async () => {
    const { respond, events } = setUp()
    const body = await planChangeEnvelope()
    for (let i = 0; i < 2; i++) {
      const response = await respond(await requestOf(body))
      expect([response.status, await response.text()]).toEqual([204, ''])
    }
    const forged = await respond(await requestOf(body, body.replace('EV-1', 'EV-2')))
    expect([forged.status, forged.headers.get('content-type')]).toEqual([401, 'application/json'])
    expect(await forged.json()).toEqual({ code: 'FAIL', message: 'AUTH_SIGNATURE_INVALID' })
    const get = await respond(await requestOf('', '', 'GET'))
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    expect(events.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'accepted',
      'duplicate',
      'AUTH_SIGNATURE_INVALID',
      'NOTIFY_METHOD',
    ])
  })

  it('names the mistake if the body was read before', async () => {
    const { respond, events } = setUp()
    const request = await requestOf(await planChangeEnvelope())
    await request.json()
    expect((await respond(request)).status).toBe(500)
    expect(String(events[0]?.error)).toMatch(/On Azure Functions: the body .*request\.clone\(\)/)
  })

  it('the remedy of that error works', async () => {
    const { respond } = setUp()
    const request = await requestOf(await planChangeEnvelope())
    const copy = request.clone()
    await request.json()
    expect((await respond(copy)).status).toBe(204)
  })
})
