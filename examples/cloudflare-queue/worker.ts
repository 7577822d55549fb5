// A callback is claimed in a Durable Object, put on a queue and applied in a second Durable Object. A cron trigger
// applies changes whose callbacks were lost.
import type { ReceivedNotification } from '@wxdp/notify'
import { catchUp } from './catch-up.ts'
import { consume } from './consume.ts'
import type { Env } from './env.ts'
import { createWeChatPay, type WeChatPay } from './wechat-pay.ts'

export { InboxObject } from '@wxdp/notify/durable-object'
export { PlanState } from './plan-state.ts'

// All requests of an isolate share it: it keeps the imported keys.
let shared: WeChatPay | undefined
const weChatPay = (env: Env): WeChatPay => (shared ??= createWeChatPay(env))

export default {
  fetch: (request, env, context) => weChatPay(env).handle(request, context),
  queue: consume,
  async scheduled(_event, env) {
    const { client, setUrl } = weChatPay(env)
    // Run both even if one fails: if callbacks do not arrive, catching up is all the more important.
    const results = await Promise.allSettled([setUrl(), catchUp(client, env)])
    for (const result of results) if (result.status === 'rejected') throw result.reason
  },
} satisfies ExportedHandler<Env, ReceivedNotification>
