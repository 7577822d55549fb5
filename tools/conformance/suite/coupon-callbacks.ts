// The notifications of coupons, of both identities, through one handler with one function a kind.
import { type AnyNotificationDefinition, planChange } from '@wxdp/core'
import { type CouponSent, couponSent, type ImageGenerated, imageGenerated } from '@wxdp/core/coupon'
import { byKind, createHandler, type HandlerSettings } from '@wxdp/notify'
import { createSandboxFor } from '@wxdp/sandbox'
import { apiV3Key, keys, official } from '@wxdp-internal/fixtures'
import { couponNotifications } from '@wxdp-internal/fixtures/coupon-exchanges'
import { type CouponEnvelopeOptions, couponEnvelope } from '@wxdp-internal/fixtures/coupon-messages'
import type { CallbackRequestOptions } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test, thrownBy } from '../harness/index.ts'
import { callback } from './support/callback.ts'
import { same } from './support/coupon-server.ts'
import { callers, now, second, verifier } from './support/platform.ts'

const group = 'coupon callbacks'
const notifications = [planChange, couponSent, imageGenerated] as const

type Sample = (typeof couponNotifications)[number]

/** What is read of a resource, with the type of its kind. */
function idOf(resource: CouponSent | ImageGenerated): string {
  return 'coupon_code' in resource ? `${resource.send_channel} ${resource.coupon_code}` : resource.task_id
}

function recorded(settings: Partial<HandlerSettings> = {}) {
  const called: { readonly kind: string; readonly id: string; readonly resource: unknown }[] = []
  const outcomes: string[] = []
  const handler = createHandler({
    verifier,
    apiV3Key,
    ...settings,
    notifications,
    onNotification: byKind(
      {
        planChange: ({ resource }) => void called.push({ kind: 'planChange', id: '', resource }),
        couponSent: ({ resource }) => void called.push({ kind: 'couponSent', id: idOf(resource), resource }),
        imageGenerated: ({ resource }) =>
          void called.push({ kind: 'imageGenerated', id: idOf(resource), resource }),
        other: ({ event_type = '' }) =>
          void called.push({ kind: 'other', id: event_type, resource: undefined }),
      },
      notifications,
    ),
    observe: ({ outcome, status, code }) => outcomes.push([outcome, status, code].filter(Boolean).join(' ')),
  })
  return { handler, called, outcomes }
}

type Changes = Partial<CouponEnvelopeOptions>
const send = async (sample: Changes, changes: Changes = {}, options: CallbackRequestOptions = {}) =>
  callback(await couponEnvelope({ event_type: '', resource: {}, ...sample, ...changes }), options)

const ids = [
  'BRAND_MANAGE SYN0000000000000000001',
  'API SYN0000000000000000102',
  'img-task-0001',
  'img-task-0002',
]

/** Expects that a genuine callback is handled by the function of its kind, once, and with its whole resource. */
async function isHandled(sample: Sample, id: string | undefined, changes: Changes = {}): Promise<void> {
  const { handler, called, outcomes } = recorded()
  const response = await handler(await send(sample, changes))
  alike([response.status, await response.text(), outcomes], [204, '', ['accepted 204']])
  alike(
    called.map(({ kind, id }) => [kind, id]),
    [[sample.kind, id]],
  )
  same(called[0]?.resource, changes.resource ?? sample.resource)
}

const otherKey = apiV3Key.replace('T', 't')
const by = { serialNo: keys.platform.serialNo, privateKey: keys.brand.privateKey }
const refusals: readonly (readonly [string, string, Changes, CallbackRequestOptions])[] = [
  ['a forged signature', 'refused 401 AUTH_SIGNATURE_INVALID', {}, { by }],
  ['another body', 'refused 401 AUTH_SIGNATURE_INVALID', {}, { sent: '{}' }],
  [
    'an unknown serial',
    'refused 401 AUTH_SERIAL_UNKNOWN',
    {},
    { by: { ...by, serialNo: keys.platformCertificate.serialNo } },
  ],
  ['a time 301 s ago', 'refused 401 AUTH_TIMESTAMP_EXPIRED', {}, { timestamp: second - 301 }],
  ['a time 301 s from now', 'refused 401 AUTH_TIMESTAMP_EXPIRED', {}, { timestamp: second + 301 }],
  [
    'the signature of a probe',
    'probe 401 AUTH_SIGNATURE_PROBE',
    {},
    { headers: { 'wechatpay-signature': official.probe.signature } },
  ],
  ['another APIv3 key', 'failed 500 AUTH_OPEN_FAILED', { key: otherKey }, {}],
  ['no resource of its kind', 'failed 500 CORE_RESOURCE_INVALID', { resource: { brand_id: '40001' } }, {}],
]

for (const [at, sample] of couponNotifications.entries()) {
  const { event_type, resource } = sample

  test(group, `${event_type}: is handled by the function of its kind`, () => isHandled(sample, ids[at]))

  test(group, `${event_type}: a duplicate is not handled again, another id is`, async () => {
    const { handler, called, outcomes } = recorded()
    for (const id of ['EV-1', 'EV-1', 'EV-2', 'EV-1']) await handler(await send(sample, { id }))
    alike(outcomes, ['accepted 204', 'duplicate 204', 'accepted 204', 'duplicate 204'])
    equal(called.length, 2)
  })

  for (const [what, outcome, changes, options] of refusals) {
    test(group, `${event_type}: ${what} is refused, and the genuine one after it is handled`, async () => {
      const { handler, called, outcomes } = recorded()
      const response = await handler(await send(sample, changes, options))
      const { code } = (await response.json()) as { code?: unknown }
      alike([code, called.length], ['FAIL', 0])
      equal((await handler(await send(sample))).status, 204)
      alike([outcomes, called.length], [[outcome, 'accepted 204'], 1])
    })
  }

  test(group, `${event_type}: whatever the type of the original and the associated data`, async () => {
    for (const original_type of ['transaction', 'coupon', 'product_coupon', 'delivery_plan']) {
      await isHandled(sample, ids[at], { original_type, associated_data: '' })
    }
    await isHandled(sample, ids[at], { resource: { ...resource, a_new_field: [1] } })
  })
}

test(group, 'the sandbox sends a probe, a notification and a duplicate of each event', async () => {
  // One sandbox for all: its key pair takes a second on some hosts.
  let handler: (request: Request) => Promise<Response> = async () => new Response(null, { status: 500 })
  const box = await createSandboxFor(callers, { now, deliver: (request) => handler(request) })
  for (const [at, { kind, event_type, resource }] of couponNotifications.entries()) {
    const to = event_type.startsWith('PRODUCT_COUPON_SP.') ? 'partner' : 'brand'
    const own = recorded(to === 'partner' ? box.handlerSettings() : await box.brand.handlerSettings())
    handler = own.handler
    const content = { eventType: event_type, originalType: 'coupon', summary: '通知', resource }
    const deliveries = await box.control.sendNotification('https://pay.example.com/coupons', content, to)
    alike(
      deliveries.map((each) => `${each.kind} ${each.status}`),
      ['probe 401', 'notification 204', 'duplicate 204'],
    )
    alike(
      own.called.map((each) => [each.kind, each.id]),
      [[kind, ids[at]]],
    )
  }
})

const [sent, round, picture] = couponNotifications as [Sample, Sample, Sample, Sample]

test(group, 'a coupon of one use has no group, and one of several uses names it', async () => {
  const { handler, called } = recorded()
  for (const [at, sample] of [sent, round].entries()) await handler(await send(sample, { id: `EV-${at}` }))
  const groups = called.map(({ resource }) => {
    const { brand_id, stock_bundle_id, user_coupon_bundle_id, attach } = resource as CouponSent
    return [brand_id, stock_bundle_id, user_coupon_bundle_id, attach]
  })
  alike(groups, [
    ['40001', undefined, undefined, undefined],
    [undefined, '9200000001', '8800000001', 'own text'],
  ])
})

test(group, 'a coupon may come with a phone number, and without a unionid', async () => {
  const more = { ...sent.resource, phone_number: '13800000000', country_code: '86' }
  await isHandled(sent, ids[0], { resource: more })
  await isHandled(sent, ids[0], { resource: { ...sent.resource, unionid: undefined } })
})

test(group, 'a coupon without what its confirmation needs is refused', async () => {
  for (const name of ['coupon_code', 'openid', 'appid', 'stock_id', 'product_coupon_id']) {
    const { handler, called, outcomes } = recorded()
    await handler(await send(sent, { resource: { ...sent.resource, [name]: undefined } }))
    alike([outcomes, called.length], [['failed 500 CORE_RESOURCE_INVALID'], 0])
  }
})

test(group, 'a picture that is still being made is handled, with both results', async () => {
  const combine_image_result = { image_url: 'https://img.example.com/coupon/combined.jpg' }
  const cut_out_result = { image_url: 'https://img.example.com/coupon/cut.png' }
  const resource = { ...picture.resource, task_state: 'PROCESSING', combine_image_result, cut_out_result }
  await isHandled(picture, ids[2], { resource })
})

test(group, 'a picture under the event of a coupon is refused, although one page prints it', async () => {
  for (const { event_type } of [sent, round]) {
    const { handler, called, outcomes } = recorded()
    await handler(await send(picture, { event_type }))
    alike([outcomes, called.length], [['failed 500 CORE_RESOURCE_INVALID'], 0])
  }
})

test(group, 'a plan and an unknown event go to their own functions', async () => {
  const { handler, called } = recorded()
  await handler(await callback())
  await handler(await send(sent, { id: 'EV-2', event_type: 'PRODUCT_COUPON.USE' }))
  alike(
    called.map(({ kind, id }) => [kind, id]),
    [
      ['planChange', ''],
      ['other', 'PRODUCT_COUPON.USE'],
    ],
  )
})

test(group, 'every event of both definitions was sent, and a wrong result is found', async () => {
  const events = couponNotifications.map(({ event_type }) => event_type)
  const definitions: readonly AnyNotificationDefinition[] = [couponSent, imageGenerated]
  alike(
    definitions.flatMap(({ eventTypes }) => eventTypes).filter((event) => !events.includes(event)),
    [],
  )
  await thrownBy(() => isHandled(sent, ids[1]))
  await thrownBy(() => isHandled({ ...sent, kind: 'imageGenerated' }, ids[0]))
  await thrownBy(() => isHandled(sent, ids[0], { event_type: 'PRODUCT_COUPON.USE' }))
  await thrownBy(() => isHandled(sent, ids[0], { key: otherKey }))
})
