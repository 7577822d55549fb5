// Receives callbacks with node:http, and sets the callback URL once the server listens.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { byKind } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'

// The README beside this file says what each variable is.
const { MCHID = '', SERIAL_NO = '', PRIVATE_KEY = '', API_V3_KEY = '' } = process.env
const { PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '', NOTIFY_URL = '' } = process.env
const { PORT = '8080', WECHATPAY_HOST } = process.env

// WeChat Pay's key verifies its responses and its callbacks. A sandbox's key is refused, unless there is one.
const keys = { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY }
const verifier = createVerifier({ keys, sandbox: WECHATPAY_HOST !== undefined })

// In: each callback is verified, decrypted, and handled once.
const handler = createNodeHandler({
  verifier,
  apiV3Key: API_V3_KEY,
  // Put your own code here, or put the work on a durable queue: once it resolves, WeChat Pay does not send again.
  onNotification: byKind({
    planChange({ resource: { plan_id, plan_state } }) {
      console.log(JSON.stringify({ plan_id, plan_state }))
    },
    other({ event_type }) {
      console.warn(`No handler for event type ${event_type}.`)
    },
  }),
})
const server = createServer(handler)
await once(server.listen(Number(PORT), '127.0.0.1'), 'listening')

// Out: your own key signs requests. Only now, since WeChat Pay may call back as soon as the URL is set.
const client = createClient({
  signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
  verifier,
  // A sandbox instead of WeChat Pay.
  ...(WECHATPAY_HOST && { hosts: [WECHATPAY_HOST], sandbox: true }),
})
const { notify_url } = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
console.log(`Callback URL: ${notify_url}`)
