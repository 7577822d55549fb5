// Everything that talks to WeChat Pay. It uses no API of one runtime, so Node, Deno and workers run it unchanged.
import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, createClient } from '@wxdp/fetch'
import { byKind, type CallbackEvent, type HandlerSettings } from '@wxdp/notify'
import { type Env, readEnv } from './env.ts'

export type { Env } from './env.ts'

export interface App {
  /** Sets the callback URL at WeChat Pay and returns it. Setting it again is harmless. */
  setUrl(): Promise<string>
  /** The settings of a callback handler: for `createHandler`, `createWorker` or `createNodeHandler`. */
  readonly callbacks: HandlerSettings
  /** For calls to any other endpoint. */
  readonly client: Client
}

/**
 * Creates the app, without any I/O.
 *
 * @throws {Error} if a variable is missing
 */
export function createApp(env: Env): App {
  const settings = readEnv(env)
  const { MCHID, SERIAL_NO, PRIVATE_KEY, API_V3_KEY, NOTIFY_URL, WECHATPAY_HOST } = settings
  const verifier = createVerifier({ keys: { [settings.PLATFORM_SERIAL]: settings.PLATFORM_PUBLIC_KEY } })
  const client = createClient({
    signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
    verifier,
    ...(WECHATPAY_HOST !== undefined && { hosts: [WECHATPAY_HOST], sandbox: true }),
  })
  return {
    async setUrl() {
      const output = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
      return output.notify_url
    },
    callbacks: { verifier, apiV3Key: API_V3_KEY, onNotification, observe: logRefusal },
    client,
  }
}

/** Put your own code here, or put the work on a durable queue: once this resolves, WeChat Pay does not send again. */
const onNotification = byKind({
  planChange({ resource: { plan_id, plan_state } }) {
    console.log(JSON.stringify({ plan_id, plan_state }))
  },
  other({ event_type }) {
    console.warn(`No handler for event type ${event_type}.`)
  },
})

function logRefusal({ outcome, status, error }: CallbackEvent): void {
  if (outcome === 'refused' || outcome === 'failed') console.error(outcome, status, error)
}
