// One callback: handled once, with the documented response.
import { importApiV3Key } from '@wxdp/auth'
import type { PlanChange } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createSandboxFor } from '@wxdp/sandbox'
import { apiV3Key, keys, official, utf8 } from '@wxdp-internal/fixtures'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { input } from './support/call.ts'
import { callback, recordedHandler } from './support/callback.ts'
import { callers, now } from './support/platform.ts'

const group = 'handler'

test(group, 'a genuine callback is handled, and its response is an empty 204', async () => {
  const { handler, handled } = recordedHandler()
  const response = await handler(await callback())
  alike([response.status, await response.text()], [204, ''])
  const [notification] = handled
  alike([notification?.kind, notification?.id, notification?.resource], ['planChange', 'EV-1', planChange])
})

test(group, 'a duplicate gets a 204 and is not handled again', async () => {
  const { handler, handled, outcomes } = recordedHandler()
  for (let i = 0; i < 3; i++) equal((await handler(await callback())).status, 204)
  equal(handled.length, 1)
  alike(outcomes, ['accepted 204', 'duplicate 204', 'duplicate 204'])
})

test(group, 'a probe gets a 401, and the genuine callback after it a 204', async () => {
  const { handler, handled, outcomes } = recordedHandler()
  const headers = { 'wechatpay-signature': official.probe.signature }
  equal((await handler(await callback(undefined, { headers }))).status, 401)
  equal(handled.length, 0)
  equal((await handler(await callback())).status, 204)
  alike(outcomes, ['probe 401 AUTH_SIGNATURE_PROBE', 'accepted 204'])
})

test(group, 'the sandbox sends a probe, a notification and a duplicate; one is handled', async () => {
  const sandbox = await createSandboxFor(callers, { now, deliver: (request) => handler(request) })
  const { handler, handled } = recordedHandler(undefined, sandbox.handlerSettings())
  await createClient(sandbox.clientOptions(keys.merchant)).call(setNotifyUrl, input)
  const deliveries = await sandbox.control.sendPlanChange({ plan_id: '7' })
  const sent = deliveries.map(({ kind, status }) => `${kind} ${status}`)
  alike(sent, ['probe 401', 'notification 204', 'duplicate 204'])
  const ids = handled.map(({ resource }) => (resource as PlanChange).plan_id)
  alike(ids, ['7'])
})

test(group, 'a notification of an unknown type is kept', async () => {
  const { handler, handled } = recordedHandler()
  const resource = { any: ['thing'] }
  const body = await planChangeEnvelope({ resource, changes: { event_type: 'SOMETHING.NEW' } })
  equal((await handler(await callback(body))).status, 204)
  const [notification] = handled
  alike([notification?.kind, notification?.event_type], ['unknown', 'SOMETHING.NEW'])
  alike(notification?.resource, resource)
})

test(group, 'several APIv3 keys are tried, from a list or a function', async () => {
  const old = importApiV3Key(apiV3Key.replace('T', 't'))
  for (const source of [[old, apiV3Key], async () => [old, importApiV3Key(apiV3Key)]]) {
    const { handler } = recordedHandler(undefined, { apiV3Key: source })
    equal((await handler(await callback())).status, 204)
  }
})

for (const [what, size] of [
  ['byte by byte', 1],
  ['in chunks that split characters', 100],
] as const) {
  test(group, `a body that arrives ${what} is read as a whole`, async () => {
    const { handler } = recordedHandler()
    const body = await planChangeEnvelope()
    const bytes = utf8(body)
    const sent = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    })
    equal((await handler(await callback(body, { sent }))).status, 204)
  })
}
