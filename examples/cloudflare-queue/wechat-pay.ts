import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, createClient } from '@wxdp/fetch'
import { type CallbackEvent, type CallbackHandler, createHandler } from '@wxdp/notify'
import { createDurableObjectInbox } from '@wxdp/notify/durable-object'
import { readEnv } from '@wxdp-examples/shared/env'
import type { Env } from './env.ts'

export interface WeChatPay {
  /** Answers callbacks: 204 once the queue has them. */
  readonly handle: CallbackHandler
  readonly client: Client
  /** Tells WeChat Pay where to call back. Repeating it does no harm. */
  setUrl(): Promise<void>
}

/** Makes both directions. It does no work yet. */
export function createWeChatPay(env: Env): WeChatPay {
  const settings = readEnv(env)
  const { MCHID, SERIAL_NO, PRIVATE_KEY, API_V3_KEY, NOTIFY_URL, WECHATPAY_HOST } = settings
  const verifier = createVerifier({ keys: { [settings.PLATFORM_SERIAL]: settings.PLATFORM_PUBLIC_KEY } })
  const client = createClient({
    signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
    verifier,
    ...(WECHATPAY_HOST !== undefined && { hosts: [WECHATPAY_HOST], sandbox: true }),
  })
  return {
    handle: createHandler({
      verifier,
      apiV3Key: API_V3_KEY,
      inbox: createDurableObjectInbox({ namespace: env.INBOX }),
      // If this rejects, the claim is given up and WeChat Pay sends again.
      onNotification: async (notification) => void (await env.PLANS_QUEUE.send(notification)),
      observe: logRefusal,
    }),
    client,
    async setUrl() {
      const { notify_url } = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
      console.log(`Callback URL: ${notify_url}`)
    },
  }
}

function logRefusal({ outcome, status, error }: CallbackEvent): void {
  if (outcome === 'refused' || outcome === 'failed') console.error(outcome, status, error)
}
