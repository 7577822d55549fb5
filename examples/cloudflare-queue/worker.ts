// From callback to plan: claimed in a Durable Object, carried by a queue, applied in a Durable Object; and by cron,
// what no callback told.
import type { ReceivedNotification } from '@wxdp/notify'
import { catchUp } from './catch-up.ts'
import { consume } from './consume.ts'
import type { Env } from './env.ts'
import { createWeChatPay, type WeChatPay } from './wechat-pay.ts'

export { InboxObject } from '@wxdp/notify/durable-object'
export { PlanState } from './plan-state.ts'

// One for all requests of an isolate: it keeps the imported keys.
let made: WeChatPay | undefined
const weChatPay = (env: Env): WeChatPay => (made ??= createWeChatPay(env))

export default {
  fetch: (request, env, context) => weChatPay(env).handle(request, context),
  queue: consume,
  async scheduled(_event, env) {
    const { client, setUrl } = weChatPay(env)
    // Neither waits for the other: where callbacks cannot be had, asking matters most.
    const results = await Promise.allSettled([setUrl(), catchUp(client, env)])
    for (const result of results) if (result.status === 'rejected') throw result.reason
  },
} satisfies ExportedHandler<Env, ReceivedNotification>
