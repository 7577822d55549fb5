// The notifications of coupons, of both identities, through handlers with one function a kind.
import { planChange } from '@wxdp/core'
import { type CouponSent, couponSent, type ImageGenerated, imageGenerated } from '@wxdp/core/coupon'
import {
  byKind,
  type CallbackEvent,
  createHandler,
  createReceiver,
  type ReceivedNotification,
} from '@wxdp/notify'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { couponNotifications } from '@wxdp-internal/fixtures/coupon-exchanges'
import { type CouponEnvelopeOptions, couponEnvelope } from '@wxdp-internal/fixtures/coupon-messages'
import { type CallbackRequestOptions, callbackRequest } from '@wxdp-internal/fixtures/messages'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import { settings } from '../support/settings.ts'

const notifications = [planChange, couponSent, imageGenerated] as const
type Received = ReceivedNotification<typeof notifications>

const [sent, , picture] = couponNotifications

/** A handler with one function a kind, and the events of what it received. */
function handlerByKind() {
  const functions = {
    planChange: vi.fn((_: Extract<Received, { kind: 'planChange' }>) => {}),
    couponSent: vi.fn((_: Extract<Received, { kind: 'couponSent' }>) => {}),
    imageGenerated: vi.fn((_: Extract<Received, { kind: 'imageGenerated' }>) => {}),
    other: vi.fn((_: Extract<Received, { kind: 'unknown' }>) => {}),
  }
  const events: CallbackEvent[] = []
  const handler = createHandler({
    ...settings,
    notifications,
    onNotification: byKind(functions),
    observe: (event) => void events.push(event),
  })
  const calls = () =>
    Object.entries(functions).flatMap(([name, { mock }]) =>
      mock.calls.map(([{ event_type, resource }]) => [name, event_type, resource]),
    )
  const receive = async (
    changes: Partial<CouponEnvelopeOptions> = {},
    options: CallbackRequestOptions = {},
  ): Promise<number> => {
    const body = await couponEnvelope({ event_type: '', resource: {}, ...sent, ...changes })
    return (await handler(await callbackRequest(body, options))).status
  }
  return {
    receive,
    calls,
    events,
    codes: () => events.map(({ outcome, code }) => `${outcome} ${code ?? ''}`.trim()),
  }
}

describe.each(couponNotifications)('$event_type', (sample) => {
  const { kind, event_type, resource } = sample

  it('calls the function of its kind with the whole resource', async () => {
    const { receive, calls } = handlerByKind()
    expect(await receive(sample)).toBe(204)
    expect(calls()).toEqual([[kind, event_type, resource]])
  })

  it('is handled once for each id', async () => {
    const { receive, calls, codes } = handlerByKind()
    for (const id of ['EV-1', 'EV-1', 'EV-2']) expect(await receive({ ...sample, id })).toBe(204)
    expect(calls()).toHaveLength(2)
    expect(codes()).toEqual(['accepted', 'duplicate', 'accepted'])
  })

  it.each<[string, number, string, Partial<CouponEnvelopeOptions>, CallbackRequestOptions]>([
    [
      'forged',
      401,
      'AUTH_SIGNATURE_INVALID',
      {},
      { by: { serialNo: keys.platform.serialNo, privateKey: keys.brand.privateKey } },
    ],
    ['altered', 401, 'AUTH_SIGNATURE_INVALID', {}, { sent: '{}' }],
    ['stale', 401, 'AUTH_TIMESTAMP_EXPIRED', {}, { timestamp: 1_700_000_000 }],
    ['sealed with another key', 500, 'AUTH_OPEN_FAILED', { key: apiV3Key.replace('T', 't') }, {}],
    ['without its fields', 500, 'CORE_RESOURCE_INVALID', { resource: { brand_id: '40001' } }, {}],
  ])(
    'that is %s is refused, and the genuine one after it is handled',
    async (_, status, code, ...sending) => {
      const { receive, calls, codes } = handlerByKind()
      const [changes, options] = sending
      expect(await receive({ ...sample, ...changes }, options)).toBe(status)
      expect(calls()).toEqual([])
      expect(await receive(sample)).toBe(204)
      expect(calls()).toHaveLength(1)
      expect(codes()).toEqual([`${status === 500 ? 'failed' : 'refused'} ${code}`, 'accepted'])
    },
  )

  it.each(['coupon', 'transaction', 'product_coupon', 'delivery_plan'])(
    'is recognised although its original_type is %s',
    async (original_type) => {
      const { receive, calls } = handlerByKind()
      expect(await receive({ ...sample, original_type, associated_data: '' })).toBe(204)
      expect(calls()).toEqual([[kind, event_type, resource]])
    },
  )

  it('is sent again if its function fails, and then handled', async () => {
    let fails = true
    const work = async (): Promise<void> => {
      if (fails) throw new Error('the queue is down')
    }
    const handler = createHandler({
      ...settings,
      notifications,
      onNotification: byKind({ planChange() {}, couponSent: work, imageGenerated: work, other() {} }),
      observe() {},
    })
    const body = await couponEnvelope(sample)
    expect((await handler(await callbackRequest(body))).status).toBe(500)
    fails = false
    expect((await handler(await callbackRequest(body))).status).toBe(204)
  })

  it('comes out of a receiver as it comes out of a handler', async () => {
    const receive = createReceiver({ ...settings, notifications })
    const received = await receive(await callbackRequest(await couponEnvelope(sample)))
    expect(received).toMatchObject({ kind, event_type, resource })
    expect(JSON.parse(received.resourceText)).toEqual(resource)
  })
})

describe('a coupon', () => {
  it.each(['coupon_code', 'product_coupon_id', 'stock_id', 'appid', 'openid'])(
    'without %s cannot be confirmed, so it is refused',
    async (name) => {
      const { receive, calls, codes } = handlerByKind()
      expect(await receive({ resource: { ...sent?.resource, [name]: undefined } })).toBe(500)
      expect(calls()).toEqual([])
      expect(codes()).toEqual(['failed CORE_RESOURCE_INVALID'])
    },
  )

  it('may come with a phone number and with fields of tomorrow', async () => {
    const { receive, calls } = handlerByKind()
    const resource = { ...sent?.resource, phone_number: '13800000000', country_code: '86', new_field: [1] }
    expect(await receive({ resource })).toBe(204)
    expect(calls()).toEqual([['couponSent', sent?.event_type, resource]])
  })

  it('does not show its phone number, code or user when it is refused', async () => {
    const { receive, events } = handlerByKind()
    const resource = { ...sent?.resource, phone_number: '13800000000', stock_id: 7 }
    expect(await receive({ resource })).toBe(500)
    expect(events).toHaveLength(1)
    const shown = JSON.stringify(events.map((event) => [event, String(event.error)]))
    for (const secret of ['13800000000', 'SYN0000000000000000001', 'oSyn-'])
      expect(shown).not.toContain(secret)
  })
})

describe('a picture', () => {
  it('that is still being made may have both results', async () => {
    const { receive, calls } = handlerByKind()
    const resource = {
      ...picture?.resource,
      task_state: 'PROCESSING',
      combine_image_result: { image_url: 'https://img.example.com/coupon/combined.jpg' },
      cut_out_result: { image_url: 'https://img.example.com/coupon/cut.png' },
    }
    expect(await receive({ ...picture, resource })).toBe(204)
    expect(calls()).toEqual([['imageGenerated', picture?.event_type, resource]])
  })

  it.each(['PRODUCT_COUPON_SP.SEND', 'PRODUCT_COUPON.SEND'])(
    'under the event %s is refused, although one page prints it',
    async (event_type) => {
      const { receive, calls, codes } = handlerByKind()
      expect(await receive({ ...picture, event_type })).toBe(500)
      expect([calls(), codes()]).toEqual([[], ['failed CORE_RESOURCE_INVALID']])
    },
  )
})

it('an event that does not exist goes to `other`', async () => {
  const { receive, calls } = handlerByKind()
  expect(await receive({ event_type: 'PRODUCT_COUPON.USE' })).toBe(204)
  expect(calls()).toEqual([['other', 'PRODUCT_COUPON.USE', sent?.resource]])
})

it('byKind asks for a function for each of them, and gives each its type', () => {
  const noop = (): void => {}
  const rest = { planChange: noop, other: noop }
  for (const kind of ['couponSent', 'imageGenerated']) {
    const one = { ...rest, couponSent: noop, imageGenerated: noop, [kind]: undefined }
    expect(() => byKind(one as never, notifications)).toThrow(
      expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID', message: expect.stringContaining(kind) }),
    )
  }
  byKind(
    {
      ...rest,
      couponSent: ({ resource }) => void expectTypeOf(resource).toEqualTypeOf<CouponSent>(),
      imageGenerated: ({ resource }) => void expectTypeOf(resource).toEqualTypeOf<ImageGenerated>(),
    },
    notifications,
  )
})
