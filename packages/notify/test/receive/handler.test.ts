import type { PlanChange } from '@wxdp/core'
import { createHandler } from '@wxdp/notify'
import { keys } from '@wxdp-internal/fixtures'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { createObservedHandler } from '../support/handler.ts'
import { settings } from '../support/settings.ts'

describe('the second argument of onNotification', () => {
  it('has the serial and the time of the signature', async () => {
    const { handler, onNotification } = createObservedHandler()
    const timestamp = Math.floor(Date.now() / 1000) - 7
    expect((await handler(await callbackRequest(undefined, { timestamp }))).status).toBe(204)
    expect(onNotification.mock.calls[0]?.[1]).toMatchObject({ serialNo: keys.platform.serialNo, timestamp })
  })

  const waiting = { waitUntil() {} }
  it.each<[string, readonly unknown[], unknown]>([
    ['nothing (Bun, Hono)', [], undefined],
    ['the context of a host', [waiting], waiting],
    ['environment and context (Workers)', [{ INBOX: {} }, waiting], waiting],
    ['an environment that is undefined', [undefined, waiting], waiting],
    [
      'the address of the sender (Deno)',
      [{ remoteAddr: { hostname: '1.2.3.4' } }],
      { remoteAddr: { hostname: '1.2.3.4' } },
    ],
    ['the parameters of a route (Next.js)', [{ params: 'p' }], { params: 'p' }],
    ['null', [null], undefined],
  ])('has what the host passes behind the request: %s', async (_, args, context) => {
    const { handler, onNotification } = createObservedHandler()
    const request = await callbackRequest()
    expect((await handler(request, ...args)).status).toBe(204)
    expect(onNotification.mock.calls[0]?.[1].host).toEqual({ request, context })
  })
})

describe('the types', () => {
  it('of the notification follow from the definitions', () => {
    createHandler({
      ...settings,
      onNotification: (notification) => {
        expectTypeOf(notification.kind).toEqualTypeOf<'planChange' | 'unknown'>()
        if (notification.kind === 'planChange')
          expectTypeOf(notification.resource).toEqualTypeOf<PlanChange>()
      },
    })
    createHandler({
      ...settings,
      notifications: [],
      onNotification: (notification) => {
        expectTypeOf(notification.kind).toEqualTypeOf<'unknown'>()
      },
    })
  })
})
