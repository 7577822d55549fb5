// A callback is claimed in a Durable Object, put on a queue and applied in a second Durable Object. A cron trigger
// applies changes whose callbacks were lost.
import type { ReceivedNotification } from '@wxdp/notify'
import { createDurableObjectInbox } from '@wxdp/notify/durable-object'
import { createWorker } from '@wxdp/notify/worker'
import { createApp } from '@wxdp-examples/shared'
import { catchUp } from './catch-up.ts'
import { consume } from './consume.ts'
import type { Env } from './env.ts'

export { InboxObject } from '@wxdp/notify/durable-object'
export { PlanState } from './plan-state.ts'

const callbacks = createWorker((env: Env) => ({
  ...createApp(env).callbacks,
  inbox: createDurableObjectInbox({ namespace: env.INBOX }),
  async onNotification(notification) {
    // If this rejects, the handler releases the claim and WeChat Pay sends again.
    await env.PLANS_QUEUE.send(notification)
  },
}))

export default {
  fetch: callbacks.fetch,
  queue: consume,
  async scheduled(_event, env) {
    const { client, setUrl } = createApp(env)
    // Run both even if one fails: if callbacks do not arrive, catching up is all the more important.
    const [url, caughtUp] = await Promise.allSettled([setUrl(), catchUp(client, env)])
    if (url.status === 'rejected') throw url.reason
    console.log(`Callback URL: ${url.value}`)
    if (caughtUp.status === 'rejected') throw caughtUp.reason
  },
} satisfies ExportedHandler<Env, ReceivedNotification>
