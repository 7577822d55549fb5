import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, createClient } from '@wxdp/fetch'
import { type CallbackEvent, type CallbackHandler, createHandler } from '@wxdp/notify'
import { createDurableObjectInbox } from '@wxdp/notify/durable-object'
import { readEnv } from '@wxdp-examples/shared/env'
import type { Env } from './env.ts'

export interface WeChatPay {
  /** Responds to callbacks: with 204 when the queue has the notification. */
  readonly handle: CallbackHandler
  readonly client: Client
  /** Sets the callback URL at WeChat Pay. Setting it again is harmless. */
  setUrl(): Promise<void>
}

/** Creates the callback handler and the client, without any I/O. */
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
      // If this rejects, the handler releases the claim and WeChat Pay sends again.
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
