// Traffic with a sandbox: a call whose first attempt fails, a call that is refused, three deliveries of a callback
// (a probe, the notification, a duplicate), and a forged callback.
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient, type ObserveAttempt } from '@wxdp/fetch'
import { type CallbackEvent, createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'

export interface Observers {
  readonly attempt: ObserveAttempt
  readonly callback: (event: CallbackEvent) => void
}

/** @returns Strings that no log, metric or trace may contain. */
export async function makeTraffic(observe: Observers): Promise<readonly string[]> {
  const sandbox = await createSandbox({ deliver: (request) => handler(request) })
  const { mchid, privateKey, apiV3Key } = sandbox.credentials
  const handler = createHandler({
    ...sandbox.handlerSettings(),
    onNotification: () => {},
    observe: observe.callback,
  })
  let lost = 0
  const client = createClient({
    ...sandbox.clientOptions(),
    observe: observe.attempt,
    async fetch(...sent) {
      lost += 1
      if (lost === 1)
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
      return sandbox.fetch(...sent)
    },
  })
  const notify_url = 'https://pay.example.com/wechatpay/plans'
  await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url })
  await client.call(setNotifyUrl, { sp_mchid: '1900000002', notify_url }).catch(() => {})
  await sandbox.control.sendPlanChange({ plan_id: '7', plan_state: 'DELIVERING' })
  await handler(
    new Request(notify_url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
  )
  return [privateKey.split('\n')[1] ?? privateKey, apiV3Key, notify_url, 'WECHATPAY2-SHA256']
}
