// One callback: handled once, answered as documented.
import { importApiV3Key } from '@wxdp/auth'
import type { PlanChange } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { alike, equal, test } from '../harness/index.ts'
import { input } from './call.ts'
import { callback, change, desk, envelope } from './callback.ts'
import { apiV3Key, mchid, official, privateKey, publicKey, serialNo, utf8 } from './fixtures.ts'
import { now } from './platform.ts'

const group = 'handler'

test(group, 'a genuine callback is handled and answered with an empty 204', async () => {
  const { handler, handled } = desk()
  const answer = await handler(await callback(await envelope()))
  alike([answer.status, await answer.text()], [204, ''])
  const [notification] = handled
  alike([notification?.kind, notification?.id, notification?.resource], ['planChange', 'EV-1', change])
})

test(group, 'a duplicate is answered with a 204 and not handled again', async () => {
  const { handler, handled, seen } = desk()
  const body = await envelope()
  for (let i = 0; i < 3; i++) equal((await handler(await callback(body))).status, 204)
  equal(handled.length, 1)
  alike(seen, ['accepted 204', 'duplicate 204', 'duplicate 204'])
})

test(group, 'a probe is answered with a 401, and the true callback after it with a 204', async () => {
  const { handler, handled, seen } = desk()
  const body = await envelope()
  const probe = { 'wechatpay-signature': official.probe.signature }
  equal((await handler(await callback(body, { changes: probe }))).status, 401)
  equal(handled.length, 0)
  equal((await handler(await callback(body))).status, 204)
  alike(seen, ['probe 401 AUTH_SIGNATURE_PROBE', 'accepted 204'])
})

test(group, 'the sandbox probes, notifies and repeats; the function runs once', async () => {
  const sandbox = await createSandboxFor(
    { merchant: { mchid, serialNo, publicKey } },
    { now, deliver: (request) => handler(request) },
  )
  const { handler, handled } = desk(undefined, sandbox.handlerSettings())
  const client = createClient(sandbox.clientOptions({ privateKey }))
  await client.call(setNotifyUrl, input)
  const deliveries = await sandbox.control.sendPlanChange({ plan_id: '7' })
  alike(
    deliveries.map(({ kind, status }) => [kind, status]),
    [
      ['probe', 401],
      ['notification', 204],
      ['duplicate', 204],
    ],
  )
  alike(
    handled.map(({ resource }) => (resource as PlanChange).plan_id),
    ['7'],
  )
})

test(group, 'a notification of an unknown type is kept', async () => {
  const { handler, handled } = desk()
  const body = await envelope('EV-2', { event_type: 'SOMETHING.NEW' }, { any: ['thing'] })
  equal((await handler(await callback(body))).status, 204)
  const [notification] = handled
  alike([notification?.kind, notification?.event_type], ['unknown', 'SOMETHING.NEW'])
  alike(notification?.resource, { any: ['thing'] })
})

test(group, 'several APIv3 keys are tried, and a look-up is asked', async () => {
  const old = importApiV3Key(apiV3Key.replace('T', 't'))
  for (const source of [[old, apiV3Key], async () => [old, importApiV3Key(apiV3Key)]]) {
    const { handler } = desk(undefined, { apiV3Key: source })
    equal((await handler(await callback(await envelope()))).status, 204)
  }
})

for (const [what, cut] of [
  ['byte by byte', 1],
  ['in pieces that part characters', 100],
] as const) {
  test(group, `a body that comes ${what} is read whole`, async () => {
    const { handler } = desk()
    const body = await envelope()
    const bytes = utf8(body)
    const sent = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += cut) controller.enqueue(bytes.slice(at, at + cut))
        controller.close()
      },
    })
    equal((await handler(await callback(body, { sent }))).status, 204)
  })
}
