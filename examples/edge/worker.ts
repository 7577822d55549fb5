// Receives callbacks in `fetch`, and sets the callback URL in `scheduled`.
import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { byKind } from '@wxdp/notify'
import { createWorker } from '@wxdp/notify/worker'

// The README beside this file says what each variable is.
type Name =
  | 'MCHID'
  | 'SERIAL_NO'
  | 'PRIVATE_KEY'
  | 'API_V3_KEY'
  | 'PLATFORM_SERIAL'
  | 'PLATFORM_PUBLIC_KEY'
  | 'NOTIFY_URL'
type Env = Readonly<Record<Name, string>> & { readonly WECHATPAY_HOST?: string }

// WeChat Pay's key verifies its responses and its callbacks. A sandbox's key is refused, unless there is one.
const verifierFrom = ({ PLATFORM_SERIAL, PLATFORM_PUBLIC_KEY, WECHATPAY_HOST }: Env) =>
  createVerifier({
    keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY },
    sandbox: WECHATPAY_HOST !== undefined,
  })

// In: each callback is verified, decrypted, and handled once.
const callbacks = createWorker((env: Env) => ({
  verifier: verifierFrom(env),
  apiV3Key: env.API_V3_KEY,
  // Put your own code here, or put the work on a durable queue: once it resolves, WeChat Pay does not send again.
  onNotification: byKind({
    planChange({ resource: { plan_id, plan_state } }) {
      console.log(JSON.stringify({ plan_id, plan_state }))
    },
    other({ event_type }) {
      console.warn(`No handler for event type ${event_type}.`)
    },
  }),
}))

// Out: your own key signs requests. A worker has no start-up code, so a cron trigger sets the callback URL.
async function scheduled(_event: unknown, env: Env): Promise<void> {
  const { MCHID, SERIAL_NO, PRIVATE_KEY, NOTIFY_URL, WECHATPAY_HOST } = env
  const client = createClient({
    signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
    verifier: verifierFrom(env),
    // A sandbox instead of WeChat Pay.
    ...(WECHATPAY_HOST && { hosts: [WECHATPAY_HOST], sandbox: true }),
  })
  const { notify_url } = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
  console.log(`Callback URL: ${notify_url}`)
}

export default { ...callbacks, scheduled }
